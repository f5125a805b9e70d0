/*
 * Owns the sound on this side of the device: the audio context, its fades and volume, and the way
 * of a chunk from the wire's Base64 to the jitter buffer. One player lives from a press of play to
 * the press of stop.
 */
import { JitterBuffer } from './jitter-buffer.js';

const FADE_IN_SECONDS = 0.4;
const FADE_OUT_SECONDS = 0.25;
const VOLUME_GLIDE_SECONDS = 0.03;
/** Chunks that wait while the audio device starts. */
const MAX_WAITING = 20;
const SCRIPT_FRAMES = 2048;
/** Chunks of one timeline agree on its beginning to this; a restarted server is off by far more. */
const SAME_TIMELINE_MILLIS = 1000;

export class Player {
  #context;
  #fade;
  #volume;
  #sink = null;
  #waiting = [];
  #lastIndex = -1;
  #timelineStart = null;
  #onReport;
  #heard = false;

  /** Must be called in a click: browsers start audio only then. */
  constructor(volume, onReport) {
    this.#onReport = onReport;
    this.#context = createContext();
    this.#fade = new GainNode(this.#context, { gain: 0 });
    this.#volume = new GainNode(this.#context, { gain: loudness(volume) });
    this.#fade.connect(this.#volume).connect(this.#context.destination);
    this.#context.addEventListener('statechange', () => this.#flush());
    this.resume();
  }

  /** Loads the jitter buffer; chunks may come before it is done. */
  async open() {
    const report = (state) => this.#report(state);
    this.#sink = this.#context.audioWorklet
      ? await workletSink(this.#context, this.#fade, report)
      : scriptSink(this.#context, this.#fade, report);
    this.#flush();
  }

  /** Browsers halt audio for phone calls, sleep and the like. */
  resume() {
    if (this.#context.state !== 'running' && this.#context.state !== 'closed') {
      this.#context.resume().catch(() => {});
    }
  }

  setVolume(volume) {
    this.#volume.gain.setTargetAtTime(
      loudness(volume),
      this.#context.currentTime,
      VOLUME_GLIDE_SECONDS,
    );
  }

  /** Takes an `audio` message; one that was there already is ignored. */
  push(message) {
    const samples = decode(message.data);
    const millis = (samples.length / message.channels / message.sample_rate) * 1000;
    const start = Date.parse(message.timestamp) - message.chunk_index * millis;
    // Another timeline means that the server was restarted and counts from the beginning.
    const same = Math.abs(start - this.#timelineStart) <= SAME_TIMELINE_MILLIS;
    if (same && message.chunk_index <= this.#lastIndex) {
      return;
    }
    const contiguous = same && message.chunk_index === this.#lastIndex + 1;
    this.#timelineStart = start;
    this.#lastIndex = message.chunk_index;
    this.#waiting.push({ samples, sourceRate: message.sample_rate, contiguous });
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.#waiting[0].contiguous = false;
    }
    this.#flush();
  }

  get lastIndex() {
    return this.#lastIndex;
  }

  /** Fades out and lets go of the device. */
  async close() {
    this.#ramp(0, FADE_OUT_SECONDS);
    await new Promise((done) => setTimeout(done, FADE_OUT_SECONDS * 1000 + 50));
    await this.#context.close();
  }

  #flush() {
    if (this.#sink && this.#context.state === 'running') {
      this.#waiting.splice(0).forEach(this.#sink);
    }
  }

  #report(state) {
    if (state.playing && !this.#heard) {
      this.#heard = true;
      this.#ramp(1, FADE_IN_SECONDS);
    }
    this.#onReport(state);
  }

  #ramp(target, seconds) {
    const now = this.#context.currentTime;
    const gain = this.#fade.gain;
    const from = gain.value;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(from, now);
    gain.linearRampToValueAtTime(target, now + seconds);
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

async function workletSink(context, output, onReport) {
  await context.audioWorklet.addModule(new URL('jitter-buffer.js', import.meta.url));
  const node = new AudioWorkletNode(context, 'auralis-jitter-buffer', {
    numberOfInputs: 0,
    outputChannelCount: [2],
  });
  node.port.onmessage = ({ data }) => onReport(data);
  node.connect(output);
  return (chunk) => node.port.postMessage(chunk, [chunk.samples.buffer]);
}

/** For pages that come over plain HTTP from another machine: browsers give those no worklets. */
function scriptSink(context, output, onReport) {
  const buffer = new JitterBuffer(context.sampleRate);
  const node = context.createScriptProcessor(SCRIPT_FRAMES, 0, 2);
  node.onaudioprocess = ({ outputBuffer }) => {
    buffer.pull(outputBuffer.getChannelData(0), outputBuffer.getChannelData(1));
    onReport(buffer.report());
  };
  node.connect(output);
  return (chunk) => buffer.push(chunk.samples, chunk.sourceRate, chunk.contiguous);
}

/** Base64 of little-endian int16 to floats from -1 to 1. */
function decode(base64) {
  const binary = atob(base64);
  const samples = new Float32Array(binary.length >> 1);
  for (let i = 0; i < samples.length; i++) {
    const word = binary.charCodeAt(2 * i) | (binary.charCodeAt(2 * i + 1) << 8);
    samples[i] = ((word << 16) >> 16) / 32767;
  }
  return samples;
}

/** Ears hear in ratios: the square makes the slider feel even. */
function loudness(volume) {
  return volume * volume;
}
