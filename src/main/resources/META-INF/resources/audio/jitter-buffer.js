/*
 * Owns the sound between the network and the device: a bounded buffer of frames that evens out
 * their arrival, converts them to the device's sample rate and never clicks. Runs on the audio
 * thread, see worklet.js; where the browser has no worklets, player.js drives the same class.
 *
 * Positions are counts of frames since the start and only grow; the ring index is position & MASK.
 */
import { Kernel } from './kernel.js';
import { Pace } from './pace.js';

const CAPACITY = 1 << 18;
const MASK = CAPACITY - 1;

/** The oldest is dropped above this. */
const LIMIT_SECONDS = 3;
/** Length of every fade at a seam or an underrun. */
const FADE_SECONDS = 0.015;
/** What comes this long after the chunk before it came in its own time, not in a heap. */
const LULL_SECONDS = 0.04;
/** The first of a heap comes long after the chunk before it, too; so this many show the rhythm. */
const IN_TIME_CHUNKS = 2;
/** What comes at once after a beginning is old; it says nothing about the network. */
const SETTLE_SECONDS = 1;

export class JitterBuffer {
  #outputRate;
  #sourceRate = 0;
  #kernel = null;
  #pace = new Pace();
  #left = new Float32Array(CAPACITY);
  #right = new Float32Array(CAPACITY);
  #pair = new Float64Array(2);
  #written = 0;
  #read = 0;
  #fraction = 0;
  #playing = false;
  #begun = false;
  #gain = 0;
  #falling = false;
  #underruns = 0;
  #dropped = 0;
  #peak = 0;
  #chunkFrames = 0;
  #settling = 0;
  #sincePush = 0;
  #inTime = 0;
  /** Where pieces of timeline begin in the ring: { at, start }, the oldest first. */
  #marks = [];

  constructor(outputRate) {
    this.#outputRate = outputRate;
    this.#settling = SETTLE_SECONDS * outputRate;
  }

  /**
   * Adds a chunk.
   *
   * @param samples interleaved stereo
   * @param start where its first frame stands on the stream's timeline, in seconds
   * @param contiguous whether it follows the chunk before it without a gap
   * @param fresh whether it is the first of a connection
   */
  push({ samples, sourceRate, start, contiguous, fresh }) {
    const frames = samples.length >> 1;
    if (frames === 0 || frames > CAPACITY / 4 || !(sourceRate > 0)) {
      return;
    }
    if (sourceRate !== this.#sourceRate) {
      this.#changeRate(sourceRate);
    }
    if (!contiguous) {
      this.#pace.forget();
    }
    if (fresh) {
      this.#settling = SETTLE_SECONDS * this.#outputRate;
    }
    if (this.#settling <= 0 && this.#pace.arrived(start)) {
      this.forget();
    }
    if (this.#available() >= frames && this.#sincePush >= LULL_SECONDS * this.#outputRate) {
      this.#inTime++;
    }
    this.#sincePush = 0;
    const seam = this.#written;
    for (let i = 0; i < frames; i++) {
      const at = (seam + i) & MASK;
      this.#left[at] = samples[2 * i];
      this.#right[at] = samples[2 * i + 1];
    }
    this.#written += frames;
    this.#chunkFrames = frames;
    if (!contiguous) {
      this.#fadeSeam(seam);
    }
    if (!contiguous || this.#marks.length === 0) {
      this.#mark(seam, start);
    }
    if (this.#available() > LIMIT_SECONDS * sourceRate) {
      this.#dropOldest();
    }
  }

  /**
   * The device stood still: what waits is too old, and what came late says nothing about the
   * network. Begins again as at first, with the target that it had.
   */
  forget() {
    this.#pace.restart();
    this.#settling = SETTLE_SECONDS * this.#outputRate;
    this.#read = this.#written;
    this.#marks = [];
    this.#playing = false;
    this.#begun = false;
    this.#falling = false;
    this.#gain = 0;
    this.#inTime = 0;
  }

  /** Fills one block of output, with silence where there is nothing to play. */
  pull(left, right) {
    const frames = left.length;
    const waiting = this.#sourceRate > 0 ? this.#available() / this.#sourceRate : 0;
    this.#pace.advance(frames / this.#outputRate, waiting, this.#playing);
    this.#settling -= frames;
    this.#sincePush += frames;
    if (!this.#playing && this.#sourceRate > 0) {
      this.#beginIfEnough();
    }
    if (!this.#playing) {
      left.fill(0);
      right.fill(0);
      return;
    }
    const step = (this.#sourceRate / this.#outputRate) * (1 + this.#pace.trim);
    const gainStep = 1 / (FADE_SECONDS * this.#outputRate);
    const tail = FADE_SECONDS * this.#sourceRate + this.#kernel.half + 2;
    const pair = this.#pair;
    let peak = this.#peak;
    for (let i = 0; i < frames; i++) {
      this.#moveGain(this.#available() > tail, gainStep);
      if (!this.#playing) {
        left.fill(0, i);
        right.fill(0, i);
        break;
      }
      this.#kernel.read(this.#left, this.#right, this.#read, this.#fraction, MASK, pair);
      left[i] = this.#gain * pair[0];
      right[i] = this.#gain * pair[1];
      peak = Math.max(peak, Math.abs(left[i]), Math.abs(right[i]));
      this.#fraction += step;
      const whole = Math.floor(this.#fraction);
      this.#read += whole;
      this.#fraction -= whole;
    }
    this.#peak = peak;
  }

  /**
   * What it does: seconds that wait now, on average and as they should, how much faster than
   * written it plays, the network's jitter, counts, the highest level since the last call, and
   * the place on the stream's timeline that is read next, or null.
   */
  report() {
    const peak = this.#peak;
    this.#peak = 0;
    return {
      playing: this.#playing,
      bufferedSeconds: this.#sourceRate > 0 ? this.#available() / this.#sourceRate : 0,
      level: this.#pace.level,
      target: this.#pace.target,
      trim: this.#pace.trim,
      jitter: this.#pace.jitter,
      underruns: this.#underruns,
      dropped: this.#dropped,
      peak,
      place: this.#place(),
    };
  }

  #available() {
    return this.#written - this.#read;
  }

  #changeRate(sourceRate) {
    this.#sourceRate = sourceRate;
    this.#kernel = new Kernel(sourceRate, this.#outputRate);
    this.#read = this.#written;
    this.#marks = [];
    this.#playing = false;
    this.#gain = 0;
  }

  /**
   * Begins when the target waits, on average between two arrivals; what is older is skipped. How
   * much that is shows when chunks came in their own time.
   */
  #beginIfEnough() {
    const sincePush = this.#sincePush / this.#outputRate;
    const aboveMean = Math.max(0, this.#chunkFrames / 2 - sincePush * this.#sourceRate);
    const enough = this.#pace.target * this.#sourceRate + aboveMean;
    if (this.#available() < enough || this.#inTime < IN_TIME_CHUNKS) {
      return;
    }
    if (!this.#begun) {
      this.#read = this.#written - Math.ceil(enough);
      this.#begun = true;
    }
    this.#playing = true;
    this.#inTime = 0;
    this.#pace.begin((this.#available() - aboveMean) / this.#sourceRate);
  }

  /** Up while there is enough, down over the last frames when nothing follows them. */
  #moveGain(enough, gainStep) {
    if (enough) {
      this.#falling = false;
      this.#gain = Math.min(1, this.#gain + gainStep);
      return;
    }
    if (!this.#falling) {
      this.#falling = true;
      this.#underruns++;
      this.#pace.underran();
    }
    this.#gain -= gainStep;
    if (this.#gain <= 0 || this.#available() < this.#kernel.half + 1) {
      this.#gain = 0;
      this.#falling = false;
      this.#playing = false;
    }
  }

  /** Fades what comes before a seam out and what comes after it in. */
  #fadeSeam(seam) {
    const fade = Math.round(FADE_SECONDS * this.#sourceRate);
    const before = Math.min(fade, seam - this.#read);
    for (let i = 1; i <= before; i++) {
      this.#scale(seam - i, (i - 1) / before);
    }
    const after = Math.min(fade, this.#written - seam);
    for (let i = 0; i < after; i++) {
      this.#scale(seam + i, i / after);
    }
  }

  #scale(position, factor) {
    this.#left[position & MASK] *= factor;
    this.#right[position & MASK] *= factor;
  }

  /** Leaps to the newest frames; what was about to sound is blended over. */
  #dropOldest() {
    const target = this.#written - Math.round(this.#pace.target * this.#sourceRate);
    const fade = Math.round(FADE_SECONDS * this.#sourceRate);
    for (let i = -this.#kernel.half; i < fade; i++) {
      const from = (this.#read + i) & MASK;
      const to = (target + i) & MASK;
      const t = Math.max(0, i / fade);
      this.#left[to] = (1 - t) * this.#left[from] + t * this.#left[to];
      this.#right[to] = (1 - t) * this.#right[from] + t * this.#right[to];
    }
    this.#dropped += target - this.#read;
    this.#read = target;
  }

  #mark(at, start) {
    while (this.#marks.length > 1 && this.#marks[1].at <= this.#read) {
      this.#marks.shift();
    }
    this.#marks.push({ at, start });
  }

  #place() {
    const mark = this.#marks.findLast(({ at }) => at <= this.#read);
    return mark ? mark.start + (this.#read + this.#fraction - mark.at) / this.#sourceRate : null;
  }
}
