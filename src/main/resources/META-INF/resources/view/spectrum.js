/*
 * Owns the slow picture of the sound itself: what frequencies the signal has, low ones on the
 * left, as a curve that follows like the surface of a lake.
 */
import { colour, fit } from './animator.js';

const FFT_FRAMES = 4096;
const POINTS = 72;
/** Soft shapes need no more pixels than the layout has. */
const MOST_SCALE = 0.5;
const LOWEST_HERTZ = 40;
const HIGHEST_HERTZ = 9000;
/** Music has less the higher it gets; tilted, a quiet shimmer shows beside a bass. */
const TILT_DECIBELS_PER_OCTAVE = 3;
const FLOOR_DECIBELS = -92;
const CEILING_DECIBELS = -30;
/** Up faster than down, both slow. */
const RISE = 0.35;
const FALL = 0.1;

export class Spectrum {
  #canvas;
  #analyser = null;
  #bins = new Float32Array(FFT_FRAMES / 2);
  #skip = false;
  #heights = new Float32Array(POINTS);

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
    this.#canvas.getContext('2d').clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  /** Draws every other time that it is asked to: it is slow by nature, and the dearest picture. */
  draw() {
    this.#skip = !this.#skip;
    if (this.#skip) {
      return;
    }
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
    const accent = colour('--accent');
    context.clearRect(0, 0, width, height);
    const path = this.#path(width, height);
    const fill = context.createLinearGradient(0, 0, 0, height);
    fill.addColorStop(0, accent);
    fill.addColorStop(1, 'transparent');
    context.globalAlpha = 0.2;
    context.fillStyle = fill;
    const area = new Path2D(path);
    area.lineTo(width, height);
    area.lineTo(0, height);
    context.fill(area);
    context.globalAlpha = 0.5;
    context.strokeStyle = accent;
    context.lineWidth = Math.max(1, height / 200);
    context.stroke(path);
    context.globalAlpha = 1;
  }

  /** A smooth line through the middles between points. */
  #path(width, height) {
    const path = new Path2D();
    const x = (i) => (i / (POINTS - 1)) * width;
    const y = (i) => height - 1 - this.#smoothed(i) * (height - 4);
    path.moveTo(0, y(0));
    for (let i = 0; i < POINTS - 1; i++) {
      path.quadraticCurveTo(x(i), y(i), (x(i) + x(i + 1)) / 2, (y(i) + y(i + 1)) / 2);
    }
    path.lineTo(width, y(POINTS - 1));
    return path;
  }

  #smoothed(i) {
    const at = (k) => this.#heights[Math.min(POINTS - 1, Math.max(0, k))];
    return 0.25 * at(i - 1) + 0.5 * at(i) + 0.25 * at(i + 1);
  }
}

function hertz(point) {
  return LOWEST_HERTZ * (HIGHEST_HERTZ / LOWEST_HERTZ) ** (point / POINTS);
}
