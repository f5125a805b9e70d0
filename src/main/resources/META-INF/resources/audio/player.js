/*
 * Owns the sound on this side of the device: the audio context, its fades and volume, the way of
 * a chunk to the jitter buffer, and what is heard when. One player lives from a press of play to
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
  #lastIndex = null;
  #timelineStart = null;
  #onReport;
  #onTimeline;
  #heard = false;
  #last = null;

  /**
   * Must be called in a click: browsers start audio only then.
   *
   * @param volume from 0 to 1
   * @param onReport takes the jitter buffer's report, ten times a second
   * @param onTimeline is told that indices count from another beginning now
   */
  constructor(volume, onReport, onTimeline = () => {}) {
    this.#onReport = onReport;
    this.#onTimeline = onTimeline;
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

  /** Takes a chunk of samples; one that was there already is ignored. */
  push({ index, millis, sampleRate, samples, fresh = false }) {
    const chunkMillis = (samples.length / 2 / sampleRate) * 1000;
    const start = millis - index * chunkMillis;
    // Another timeline means that the server was restarted and counts from the beginning.
    const same = Math.abs(start - this.#timelineStart) <= SAME_TIMELINE_MILLIS;
    if (same && index <= this.#lastIndex) {
      return;
    }
    if (!same && this.#timelineStart !== null) {
      this.#onTimeline();
    }
    const contiguous = same && index === this.#lastIndex + 1;
    this.#timelineStart = start;
    this.#lastIndex = index;
    const place = (index * chunkMillis) / 1000;
    this.#waiting.push({ samples, sourceRate: sampleRate, start: place, contiguous, fresh });
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.#waiting[0].contiguous = false;
    }
    this.#flush();
  }

  /** The chunk that came last, or null. */
  get lastIndex() {
    return this.#lastIndex;
  }

  /** A node of the signal before the volume, for those who draw it. */
  get signal() {
    return this.#fade;
  }

  /** Where on the stream's timeline the music is that reaches the ear now, in seconds, or null. */
  get place() {
    if (!this.#last?.playing || this.#last.place === null) {
      return null;
    }
    const { currentTime, outputLatency, baseLatency } = this.#context;
    const readAt = this.#last.readAt + (outputLatency || baseLatency || 0);
    return this.#last.place + currentTime - readAt;
  }

  /** The server's time, in milliseconds since 1970, at which the station was at a place. */
  serverMillis(place) {
    return this.#timelineStart + place * 1000;
  }

  /** Lets the music end softly over some seconds; a later fade takes its place. */
  fadeTo(level, seconds) {
    this.#ramp(level, seconds);
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
    this.#last = state;
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
  await context.audioWorklet.addModule(new URL('worklet.js', import.meta.url));
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
  node.onaudioprocess = ({ outputBuffer, playbackTime }) => {
    buffer.pull(outputBuffer.getChannelData(0), outputBuffer.getChannelData(1));
    onReport({ ...buffer.report(), readAt: playbackTime + outputBuffer.duration });
  };
  node.connect(output);
  return (chunk) => buffer.push(chunk);
}

/** Ears hear in ratios: the square makes the slider feel even. */
function loudness(volume) {
  return volume * volume;
}
