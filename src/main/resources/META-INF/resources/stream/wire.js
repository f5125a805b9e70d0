/*
 * Owns the shape of messages: what came on the wire becomes an envelope of audio or a message.
 *
 * Audio: { format, index, millis, sampleRate } and either `samples`, interleaved stereo from -1 to
 * 1, or `packets` of Opus. `millis` is the server's time of the first frame, since 1970.
 */

const VERSION = 1;
const CODEC_PCM = 1;
const CODEC_OPUS = 2;
const CHANNELS = 2;
const FULL_SCALE = 32767;

/** Reads a WebSocket message: { audio } or { message } or, where it cannot be understood, {}. */
export function read(data) {
  if (data instanceof ArrayBuffer) {
    const audio = readBinary(data);
    return audio ? { audio } : {};
  }
  let message;
  try {
    message = JSON.parse(data);
  } catch {
    return {};
  }
  return message?.type === 'audio' ? { audio: readJson(message) } : { message };
}

function readJson(message) {
  return {
    format: 'json',
    index: message.chunk_index,
    millis: Date.parse(message.timestamp),
    sampleRate: message.sample_rate,
    samples: decodeBase64(message.data),
  };
}

/** Version, codec, header length, sample rate, index, microseconds; little-endian. */
function readBinary(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 24 || view.getUint8(0) !== VERSION) {
    return null;
  }
  const codec = view.getUint8(1);
  const header = view.getUint16(2, true);
  const audio = {
    sampleRate: view.getUint32(4, true),
    index: Number(view.getBigUint64(8, true)),
    millis: Number(view.getBigInt64(16, true)) / 1000,
  };
  if (codec === CODEC_PCM) {
    return { ...audio, format: 'pcm', samples: decodePcm(view, header) };
  }
  if (codec === CODEC_OPUS) {
    return { ...audio, format: 'opus', packets: splitPackets(view, header) };
  }
  return null;
}

function decodeBase64(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return decodePcm(new DataView(bytes.buffer), 0);
}

function decodePcm(view, offset) {
  const count = Math.floor((view.byteLength - offset) / 2 / CHANNELS) * CHANNELS;
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    samples[i] = view.getInt16(offset + 2 * i, true) / FULL_SCALE;
  }
  return samples;
}

function splitPackets(view, offset) {
  const packets = [];
  for (let at = offset; at + 2 <= view.byteLength; ) {
    const length = view.getUint16(at, true);
    packets.push(new Uint8Array(view.buffer, at + 2, Math.min(length, view.byteLength - at - 2)));
    at += 2 + length;
  }
  return packets;
}
