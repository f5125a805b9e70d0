/*
 * Owns one time of listening, from a press of play to the press of stop: the stream, the decoder
 * where there is one, and the player, in a row.
 */
import { Player } from './audio/player.js';
import { OpusDecoder } from './stream/opus.js';
import { Stream } from './stream/stream.js';

export class Session {
  #player;
  #stream;
  #formats;
  #decoder;
  #format = null;

  /**
   * Must be called in a click; throws where the browser cannot play.
   *
   * @param volume from 0 to 1
   * @param formats says which format to ask for
   * @param handlers onReport(sound), onHalt(halted), onDevice(), onState(state, retryAt, reason),
   *     onMessage(message), onTimeline(), onChunk(index) and onFailure()
   */
  constructor(volume, formats, handlers) {
    this.#formats = formats;
    this.#player = new Player(volume, {
      onReport: (sound) => handlers.onReport(this, sound),
      onHalt: (halted) => handlers.onHalt(this, halted),
      onDevice: () => handlers.onDevice(this),
      onTimeline: () => handlers.onTimeline(),
    });
    const push = (audio) => {
      this.#player.push(audio);
      handlers.onChunk(this.#player.lastIndex);
    };
    this.#decoder = new OpusDecoder(push, () => this.#withoutOpus());
    const url = new URL('ws/stream', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#stream = new Stream(url, formats, {
      nextIndex: () => (this.#player.lastIndex === null ? null : this.#player.lastIndex + 1),
      onState: (...link) => handlers.onState(this, ...link),
      onMessage: (message) => handlers.onMessage(message),
      onAudio: (audio, fresh) => {
        this.#format = audio.format;
        if (audio.packets) {
          this.#decoder.decode({ ...audio, fresh });
        } else {
          push({ ...audio, fresh });
        }
      },
    });
    this.#player.open().catch(() => handlers.onFailure(this));
  }

  /** Connects. */
  start() {
    this.#stream.start();
  }

  /** The page was away, or its devices changed: goes on with what may have stopped meanwhile. */
  comeBack() {
    this.#player.resume();
    this.#stream.check();
  }

  /** Fades out and lets go of everything. */
  stop() {
    this.#stream.stop();
    this.#decoder.close();
    this.#player.close().catch(() => {});
  }

  /** Sends a message; false if there is no connection. */
  send(message) {
    return this.#stream.send(message);
  }

  get player() {
    return this.#player;
  }

  /** For the curious: place, bytes received, and the format that comes or null before any did. */
  get figures() {
    return {
      place: this.#player.place,
      serverMillis: (place) => this.#player.serverMillis(place),
      bytes: this.#stream.bytes,
      format: this.#format,
    };
  }

  #withoutOpus() {
    if (this.#formats.refuse()) {
      this.#stream.restart();
    }
  }
}
