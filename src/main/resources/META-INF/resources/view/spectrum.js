/*
 * Owns the slow picture of the sound itself: what frequencies the signal has, low ones on the
 * left, as a curve that follows like the surface of a lake.
 */
import { fit, veiled } from './animator.js';

const FFT_FRAMES = 4096;
const FRAME_MILLIS = 170;
const POINTS = 64;
/** Soft shapes need no more pixels than the layout has. */
const MOST_SCALE = 0.5;
const LOWEST_HERTZ = 40;
const HIGHEST_HERTZ = 9000;
/** Music has less the higher it gets; tilted, a quiet shimmer shows beside a bass. */
const TILT_DECIBELS_PER_OCTAVE = 3;
const FLOOR_DECIBELS = -92;
const CEILING_DECIBELS = -30;
/** Up faster than down, both slow. */
const RISE = 0.3;
const FALL = 0.1;
/** What has sounded stands behind what sounds, and sinks more slowly. */
const AFTERGLOW_FALL = 0.025;

/** The curve rises from both ends over so many points. */
const SHORE_POINTS = 7;
/** A binomial row: the notches between partials fill up. */
const WEIGHTS = [1, 6, 15, 20, 15, 6, 1].map((weight) => weight / 64);

export class Spectrum {
  #canvas;
  #analyser = null;
  #bins = new Float32Array(FFT_FRAMES / 2);
  #drawnAt = 0;
  #heights = new Float32Array(POINTS);
  #afterglow = new Float32Array(POINTS);

  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** Draws what this node emits from now on. */
  listenTo(node) {
    this.#analyser = new AnalyserNode(node.context, {
      fftSize: FFT_FRAMES,
      smoothingTimeConstant: 0.6,
      minDecibels: FLOOR_DECIBELS,
      maxDecibels: CEILING_DECIBELS,
    });
    node.connect(this.#analyser);
  }

  clear() {
    this.#analyser = null;
    this.#heights.fill(0);
    this.#afterglow.fill(0);
    this.#canvas.getContext('2d').clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  /** Draws when its time has come: it is slow by nature, and the dearest picture. */
  draw() {
    const now = performance.now();
    if (now - this.#drawnAt < FRAME_MILLIS) {
      return;
    }
    this.#drawnAt = now;
    if (!this.#analyser || !fit(this.#canvas, MOST_SCALE)) {
      return;
    }
    this.#analyser.getFloatFrequencyData(this.#bins);
    const perBin = this.#analyser.context.sampleRate / FFT_FRAMES;
    for (let i = 0; i < POINTS; i++) {
      const level = this.#levelBetween(hertz(i) / perBin, hertz(i + 1) / perBin);
      const tilted = level + TILT_DECIBELS_PER_OCTAVE * Math.log2(hertz(i) / LOWEST_HERTZ);
      const height = (tilted - FLOOR_DECIBELS) / (CEILING_DECIBELS - FLOOR_DECIBELS);
      const wanted = Math.min(1, Math.max(0, height)) ** 1.5;
      const step = wanted - this.#heights[i];
      this.#heights[i] += (step > 0 ? RISE : FALL) * step;
      const above = this.#heights[i] - this.#afterglow[i];
      this.#afterglow[i] += above > 0 ? above : AFTERGLOW_FALL * above;
    }
    this.#paint();
  }

  #levelBetween(from, to) {
    const first = Math.floor(from);
    const last = Math.max(first, Math.min(this.#bins.length, Math.ceil(to)) - 1);
    let most = -Infinity;
    for (let i = first; i <= last; i++) {
      most = Math.max(most, this.#bins[i]);
    }
    return most;
  }

  #paint() {
    const { width, height } = this.#canvas;
    const context = this.#canvas.getContext('2d');
    context.clearRect(0, 0, width, height);
    this.#fill(context, this.#path(this.#afterglow, width, height), 0.09);
    const path = this.#path(this.#heights, width, height);
    this.#fill(context, path, 0.2);
    // The line comes from nowhere and goes there.
    const line = context.createLinearGradient(0, 0, width, 0);
    line.addColorStop(0, veiled('--accent', 0));
    line.addColorStop(0.12, veiled('--accent', 0.55));
    line.addColorStop(0.6, veiled('--accent', 0.45));
    line.addColorStop(1, veiled('--accent', 0));
    context.strokeStyle = line;
    context.lineWidth = Math.max(1, height / 160);
    context.stroke(path);
  }

  #fill(context, path, share) {
    const { width, height } = this.#canvas;
    const downwards = context.createLinearGradient(0, 0, 0, height);
    downwards.addColorStop(0, veiled('--accent', share));
    downwards.addColorStop(1, veiled('--accent', 0));
    const area = new Path2D(path);
    area.lineTo(width, height);
    area.lineTo(0, height);
    context.fillStyle = downwards;
    context.fill(area);
  }

  /** A smooth line through the middles between points. */
  #path(heights, width, height) {
    const path = new Path2D();
    const x = (i) => (i / (POINTS - 1)) * width;
    const y = (i) => height - 1 - smoothed(heights, i) * (height - 4);
    path.moveTo(0, y(0));
    for (let i = 0; i < POINTS - 1; i++) {
      path.quadraticCurveTo(x(i), y(i), (x(i) + x(i + 1)) / 2, (y(i) + y(i + 1)) / 2);
    }
    path.lineTo(width, y(POINTS - 1));
    return path;
  }
}

/** Seven neighbours, weighted; both ends come down to the ground. */
function smoothed(heights, i) {
  let sum = 0;
  WEIGHTS.forEach((weight, k) => (sum += weight * (heights[i + k - 3] ?? 0)));
  const shore = Math.min(1, i / SHORE_POINTS, (POINTS - 1 - i) / SHORE_POINTS);
  return sum * shore * (2 - shore);
}

function hertz(point) {
  return LOWEST_HERTZ * (HIGHEST_HERTZ / LOWEST_HERTZ) ** (point / POINTS);
}
