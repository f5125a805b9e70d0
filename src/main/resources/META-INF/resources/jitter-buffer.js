/*
 * Owns the sound between the network and the device: a bounded buffer of frames that evens out
 * their arrival, converts them to the device's sample rate and never clicks. Runs on the audio
 * thread as the worklet processor `auralis-jitter-buffer`; where the browser has no worklets,
 * player.js drives the same class itself.
 *
 * Positions are counts of frames since the start and only grow; the ring index is position & MASK.
 */

const CAPACITY = 1 << 18;
const MASK = CAPACITY - 1;

/** Playing begins, and begins again after an underrun, when this much is there. */
const START_SECONDS = 0.3;
/** What the level is steered to, and cut back to when there is too much. */
const TARGET_SECONDS = 0.35;
/** The oldest is dropped above this. */
const LIMIT_SECONDS = 3;
/** Length of every fade at a seam or an underrun. */
const FADE_SECONDS = 0.01;
/** Clocks of server and device drift apart; half a per mille (0.9 cents) brings them together. */
const STEER = 0.0005;
const LEVEL_SMOOTHING_SECONDS = 5;

export class JitterBuffer {
  #outputRate;
  #sourceRate = 0;
  #left = new Float32Array(CAPACITY);
  #right = new Float32Array(CAPACITY);
  #written = 0;
  #read = 0;
  #fraction = 0;
  #playing = false;
  #gain = 0;
  #falling = false;
  #steering = 0;
  #level = TARGET_SECONDS;
  #underruns = 0;
  #dropped = 0;
  #peak = 0;

  constructor(outputRate) {
    this.#outputRate = outputRate;
  }

  /**
   * Adds a chunk of interleaved stereo.
   *
   * @param contiguous whether it follows the chunk before it without a gap
   */
  push(samples, sourceRate, contiguous) {
    const frames = samples.length >> 1;
    if (frames > CAPACITY / 4 || !(sourceRate > 0)) {
      return;
    }
    this.#sourceRate = sourceRate;
    const start = this.#written;
    for (let i = 0; i < frames; i++) {
      const at = (start + i) & MASK;
      this.#left[at] = samples[2 * i];
      this.#right[at] = samples[2 * i + 1];
    }
    this.#written += frames;
    if (!contiguous) {
      this.#fadeSeam(start);
    }
    if (this.#available() > LIMIT_SECONDS * sourceRate) {
      this.#dropOldest();
    }
  }

  /** Fills one block of output, with silence where there is nothing to play. */
  pull(left, right) {
    const frames = left.length;
    if (!this.#playing && this.#sourceRate > 0) {
      this.#playing = this.#available() >= START_SECONDS * this.#sourceRate;
    }
    if (!this.#playing) {
      left.fill(0);
      right.fill(0);
      return;
    }
    this.#steer(frames);
    const step = (this.#sourceRate / this.#outputRate) * (1 + this.#steering * STEER);
    const gainStep = 1 / (FADE_SECONDS * this.#outputRate);
    const tail = FADE_SECONDS * this.#sourceRate + 2;
    let peak = this.#peak;
    for (let i = 0; i < frames; i++) {
      this.#moveGain(this.#available() > tail, gainStep);
      if (!this.#playing) {
        left.fill(0, i);
        right.fill(0, i);
        break;
      }
      const a = this.#read & MASK;
      const b = (this.#read + 1) & MASK;
      const t = this.#fraction;
      left[i] = this.#gain * (this.#left[a] + t * (this.#left[b] - this.#left[a]));
      right[i] = this.#gain * (this.#right[a] + t * (this.#right[b] - this.#right[a]));
      peak = Math.max(peak, Math.abs(left[i]), Math.abs(right[i]));
      this.#fraction += step;
      const whole = Math.floor(this.#fraction);
      this.#read += whole;
      this.#fraction -= whole;
    }
    this.#peak = peak;
  }

  /** What it does; `peak` is the highest level since the last call. */
  report() {
    const peak = this.#peak;
    this.#peak = 0;
    return {
      playing: this.#playing,
      bufferedSeconds: this.#sourceRate > 0 ? this.#available() / this.#sourceRate : 0,
      underruns: this.#underruns,
      dropped: this.#dropped,
      peak,
    };
  }

  #available() {
    return this.#written - this.#read;
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
    }
    this.#gain -= gainStep;
    if (this.#gain <= 0 || this.#available() < 2) {
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
    const target = this.#written - Math.round(TARGET_SECONDS * this.#sourceRate);
    const fade = Math.round(FADE_SECONDS * this.#sourceRate);
    for (let i = 0; i < fade; i++) {
      const from = (this.#read + i) & MASK;
      const to = (target + i) & MASK;
      const t = i / fade;
      this.#left[to] = (1 - t) * this.#left[from] + t * this.#left[to];
      this.#right[to] = (1 - t) * this.#right[from] + t * this.#right[to];
    }
    this.#dropped += target - this.#read;
    this.#read = target;
  }

  #steer(frames) {
    const share = Math.min(1, frames / this.#outputRate / LEVEL_SMOOTHING_SECONDS);
    this.#level += share * (this.#available() / this.#sourceRate - this.#level);
    if (this.#level > 2 * TARGET_SECONDS) {
      this.#steering = 1;
    } else if (this.#level < TARGET_SECONDS / 2) {
      this.#steering = -1;
    } else if (this.#steering * (this.#level - TARGET_SECONDS) <= 0) {
      this.#steering = 0;
    }
  }
}

if (globalThis.registerProcessor) {
  const REPORT_SECONDS = 0.1;

  registerProcessor(
    'auralis-jitter-buffer',
    class extends AudioWorkletProcessor {
      #buffer = new JitterBuffer(sampleRate);
      #sinceReport = 0;

      constructor() {
        super();
        this.port.onmessage = ({ data }) => {
          this.#buffer.push(data.samples, data.sourceRate, data.contiguous);
        };
      }

      process(_, [[left, right]]) {
        this.#buffer.pull(left, right);
        this.#sinceReport += left.length;
        if (this.#sinceReport >= REPORT_SECONDS * sampleRate) {
          this.#sinceReport = 0;
          this.port.postMessage(this.#buffer.report());
        }
        return true;
      }
    },
  );
}
