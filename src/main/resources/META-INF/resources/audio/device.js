/*
 * Owns the audio device: the context, its fade and volume, and the jitter buffer on the audio
 * thread. Knows whether sound can come out of it; one that died stays dead.
 */
import { JitterBuffer } from './jitter-buffer.js';

const VOLUME_GLIDE_SECONDS = 0.03;
const SCRIPT_FRAMES = 2048;
/** Straight lines that make a curve. */
const CURVE_STEPS = 16;

export class Device {
  #context;
  #fade;
  #volume;
  #sink = null;
  #dead = false;
  #handlers;

  /**
   * In a click it begins to run; elsewhere browsers may make it wait for the next one.
   *
   * @param volume from 0 to 1
   * @param handlers onReport(state) takes the jitter buffer's report, ten times a second;
   *     onChange() is told that it runs or does not
   */
  constructor(volume, handlers) {
    this.#handlers = handlers;
    this.#context = createContext();
    this.#fade = new GainNode(this.#context, { gain: 0 });
    this.#volume = new GainNode(this.#context, { gain: loudness(volume) });
    this.#fade.connect(this.#volume).connect(this.#context.destination);
    this.#context.addEventListener('statechange', () => handlers.onChange());
    this.#context.addEventListener('error', () => this.kill());
    this.resume();
  }

  /** Loads the jitter buffer. */
  async open() {
    const { onReport } = this.#handlers;
    this.#sink = this.#context.audioWorklet
      ? await workletSink(this.#context, this.#fade, onReport, () => this.kill())
      : scriptSink(this.#context, this.#fade, onReport);
  }

  /** Whether chunks can be pushed. */
  get ready() {
    return this.#sink !== null;
  }

  /** Whether sound can come out of it. */
  get running() {
    return this.#context.state === 'running' && !this.#dead;
  }

  /** Whether only another one can play. */
  get dead() {
    return this.#dead || this.#context.state === 'closed';
  }

  /** Its clock, in seconds. */
  get now() {
    return this.#context.currentTime;
  }

  /** Seconds from the clock to the ear. */
  get latency() {
    return this.#context.outputLatency || this.#context.baseLatency || 0;
  }

  /** A node of the signal before the volume, for those who draw it. */
  get signal() {
    return this.#fade;
  }

  resume() {
    if (!this.dead && this.#context.state !== 'running') {
      this.#context.resume().catch(() => {});
    }
  }

  suspend() {
    if (!this.dead) {
      this.#context.suspend().catch(() => {});
    }
  }

  /** Gives it up. */
  kill() {
    this.#dead = true;
    this.#handlers.onChange();
  }

  push(chunk) {
    this.#sink.push(chunk);
  }

  /** Throws away what waits in the jitter buffer: it stood still. */
  forget() {
    this.#sink?.forget();
  }

  setVolume(volume) {
    this.#volume.gain.setTargetAtTime(loudness(volume), this.now, VOLUME_GLIDE_SECONDS);
  }

  ramp(target, seconds) {
    this.#holdFade().linearRampToValueAtTime(target, this.now + seconds);
  }

  /** The same along a quarter of a sine: with another device that goes the other way, power stays. */
  cross(target, seconds) {
    const from = this.#fade.gain.value;
    const gain = this.#holdFade();
    const begin = this.now;
    for (let step = 1; step <= CURVE_STEPS; step++) {
      const turn = (step / CURVE_STEPS) * (Math.PI / 2);
      const share = target > from ? Math.sin(turn) : 1 - Math.cos(turn);
      const value = from + (target - from) * share;
      gain.linearRampToValueAtTime(value, begin + (seconds * step) / CURVE_STEPS);
    }
  }

  #holdFade() {
    const gain = this.#fade.gain;
    const from = gain.value;
    gain.cancelScheduledValues(this.now);
    return gain.setValueAtTime(from, this.now);
  }

  async close() {
    if (this.#context.state !== 'closed') {
      await this.#context.close();
    }
  }
}

function createContext() {
  if (navigator.audioSession) {
    // Plays on although a phone is set to silent, as music does.
    navigator.audioSession.type = 'playback';
  }
  try {
    return new AudioContext({ latencyHint: 'playback' });
  } catch {
    return new AudioContext();
  }
}

async function workletSink(context, output, onReport, onDeath) {
  await context.audioWorklet.addModule(new URL('worklet.js', import.meta.url));
  const node = new AudioWorkletNode(context, 'auralis-jitter-buffer', {
    numberOfInputs: 0,
    outputChannelCount: [2],
  });
  node.port.onmessage = ({ data }) => onReport(data);
  // Chromium calls the one for code that threw, and no listener.
  node.onprocessorerror = onDeath;
  node.addEventListener('processorerror', onDeath);
  node.connect(output);
  return {
    push: (chunk) => node.port.postMessage(chunk, [chunk.samples.buffer]),
    forget: () => node.port.postMessage(null),
  };
}

/** For pages that come over plain HTTP from another machine: browsers give those no worklets. */
function scriptSink(context, output, onReport) {
  const buffer = new JitterBuffer(context.sampleRate);
  const node = context.createScriptProcessor(SCRIPT_FRAMES, 0, 2);
  node.onaudioprocess = ({ outputBuffer, playbackTime }) => {
    buffer.pull(outputBuffer.getChannelData(0), outputBuffer.getChannelData(1));
    onReport({ ...buffer.report(), readAt: playbackTime + outputBuffer.duration });
  };
  node.connect(output);
  return buffer;
}

/** Ears hear in ratios: the square makes the slider feel even. */
function loudness(volume) {
  return volume * volume;
}
