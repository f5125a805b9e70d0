/*
 * Owns the browser's Opus decoder: packets in, samples out, a little later and in order. A chunk
 * that does not follow the one before it begins with a decoder that remembers nothing.
 */

const CHANNELS = 2;
/** A decoder with so many chunks before it decodes no more. */
const MOST_PENDING = 50;
const CONFIG = { codec: 'opus', sampleRate: 48000, numberOfChannels: CHANNELS };

/** Whether this browser decodes Opus; pages that come over plain HTTP from elsewhere may not. */
export async function canDecodeOpus() {
  try {
    return (await AudioDecoder.isConfigSupported(CONFIG)).supported === true;
  } catch {
    return false;
  }
}

export class OpusDecoder {
  #onAudio;
  #onFailure;
  #decoder = null;
  #lastIndex = -1;
  /** Chunks that are being decoded: { audio, parts, missing }, the oldest first. */
  #pending = [];

  /**
   * @param onAudio takes a chunk with `samples`
   * @param onFailure is told that nothing more will come
   */
  constructor(onAudio, onFailure) {
    this.#onAudio = onAudio;
    this.#onFailure = onFailure;
  }

  decode(audio) {
    if (!this.#decoder || audio.index !== this.#lastIndex + 1) {
      this.#restart();
    }
    this.#lastIndex = audio.index;
    this.#pending.push({ audio, parts: [], missing: audio.packets.length });
    let timestamp = Math.round(audio.millis * 1000);
    try {
      for (const data of audio.packets) {
        this.#decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: timestamp++, data }));
      }
    } catch {
      this.#fail();
    }
    if (this.#pending.length > MOST_PENDING) {
      this.#fail();
    }
  }

  close() {
    if (this.#decoder && this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
    this.#decoder = null;
    this.#pending = [];
  }

  #restart() {
    this.close();
    const decoder = new AudioDecoder({
      output: (data) => {
        if (decoder === this.#decoder) {
          this.#take(data);
        }
        data.close();
      },
      error: () => {
        if (decoder === this.#decoder) {
          this.#fail();
        }
      },
    });
    decoder.configure(CONFIG);
    this.#decoder = decoder;
  }

  #take(data) {
    const chunk = this.#pending[0];
    if (!chunk) {
      return;
    }
    chunk.parts.push(interleaved(data));
    chunk.missing--;
    if (chunk.missing === 0) {
      this.#pending.shift();
      this.#onAudio({ ...chunk.audio, sampleRate: data.sampleRate, samples: joined(chunk.parts) });
    }
  }

  #fail() {
    this.close();
    this.#onFailure();
  }
}

function interleaved(data) {
  const frames = data.numberOfFrames;
  const out = new Float32Array(CHANNELS * frames);
  const plane = new Float32Array(frames);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const planeIndex = Math.min(channel, data.numberOfChannels - 1);
    data.copyTo(plane, { planeIndex, format: 'f32-planar' });
    for (let i = 0; i < frames; i++) {
      out[CHANNELS * i + channel] = plane[i];
    }
  }
  return out;
}

function joined(parts) {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
