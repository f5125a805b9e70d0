/*
 * Owns one time of listening to one station: the stream, the decoder where there is one and the
 * player, in a row, and what is known about what they play.
 */
import { Player } from './audio/player.js';
import { Hearing } from './hearing.js';
import { NowPlaying } from './music/now-playing.js';
import { Phrases } from './music/phrases.js';
import { pathsOf } from './stations/directory.js';
import { OpusDecoder } from './stream/opus.js';
import { Stream } from './stream/stream.js';

export class Session {
  #player;
  #stream = null;
  #formats;
  #handlers;
  #decoder;
  #format = null;
  #hearing = new Hearing();
  #nowPlaying = new NowPlaying();
  #phrases = null;
  #link = { state: 'connecting', retryAt: null, reason: '' };

  /**
   * Must be called in a click; throws where the browser cannot play.
   *
   * @param sound { volume, level }, both from 0 to 1; at level 0 it is silent until crossTo()
   * @param formats says which format to ask for
   * @param handlers each takes this session first: onReport(sound, changed), onHalt(halted),
   *     onDevice(), onLink(), onUpdate(first), onMessage(message), onChunk(index) and onFailure()
   */
  constructor({ volume, level }, formats, handlers) {
    this.#formats = formats;
    this.#handlers = handlers;
    const told = {
      onReport: (report) => this.#hear(report),
      onHalt: (halted) => {
        if (halted) {
          this.#hearing.end();
        }
        handlers.onHalt(this, halted);
      },
      onDevice: () => handlers.onDevice(this),
      onTimeline: () => this.#forget(),
    };
    this.#player = new Player(volume, told, level);
    this.#decoder = new OpusDecoder(
      (audio) => this.#push(audio),
      () => this.#withoutOpus(),
    );
    this.#player.open().catch(() => handlers.onFailure(this));
  }

  /** Connects to a station. */
  start({ id }) {
    const paths = pathsOf(id);
    this.#phrases = new Phrases(paths.phrase);
    const url = new URL(paths.stream, document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#stream = new Stream(url, this.#formats, {
      nextIndex: () => (this.#player.lastIndex === null ? null : this.#player.lastIndex + 1),
      onState: (state, retryAt, reason) => this.#enter({ state, retryAt, reason }),
      onMessage: (message) => this.#receive(message),
      onAudio: (audio, fresh) => {
        this.#format = audio.format;
        if (audio.packets) {
          this.#decoder.decode({ ...audio, fresh });
        } else {
          this.#push({ ...audio, fresh });
        }
      },
    });
    this.#stream.start();
  }

  /** The page was away, or its devices changed: goes on with what may have stopped meanwhile. */
  comeBack() {
    this.#player.resume();
    this.#stream?.check();
  }

  /** Fades out over some seconds while it plays on, then lets go of everything. */
  end(seconds) {
    this.#player.crossTo(0, seconds);
    setTimeout(() => this.stop(), seconds * 1000);
  }

  /** Fades out and lets go of everything. */
  stop() {
    this.#stream?.stop();
    this.#decoder.close();
    this.#player.close().catch(() => {});
  }

  /** Sends a message; false if there is no connection. */
  send(message) {
    return this.#stream?.send(message) ?? false;
  }

  get player() {
    return this.#player;
  }

  /** What is heard. */
  get hearing() {
    return this.#hearing;
  }

  /** Which parameters sound and which are coming. */
  get nowPlaying() {
    return this.#nowPlaying;
  }

  /** The notes, or null before a station is known. */
  get phrases() {
    return this.#phrases;
  }

  /** The connection: { state, retryAt, reason }. */
  get link() {
    return this.#link;
  }

  /** Whether music reaches the ear. */
  get sounding() {
    return this.#link.state === 'open' && this.#hearing.playing && !this.#player.halted;
  }

  /** For the curious: place, bytes received, and the format that comes or null before any did. */
  get figures() {
    return {
      place: this.#player.place,
      serverMillis: (place) => this.#player.serverMillis(place),
      bytes: this.#stream?.bytes ?? 0,
      format: this.#format,
      sound: this.#hearing.playing ? this.#hearing.sound : null,
    };
  }

  #hear(sound) {
    const changed = sound.playing !== this.#hearing.playing;
    this.#hearing.take(sound);
    this.#handlers.onReport(this, sound, changed);
  }

  #push(audio) {
    this.#player.push(audio);
    this.#handlers.onChunk(this, this.#player.lastIndex);
  }

  #enter(link) {
    this.#link = link;
    if (link.state === 'open') {
      this.#phrases.refresh();
    } else {
      this.#nowPlaying.reset();
    }
    this.#handlers.onLink(this);
  }

  #receive(message) {
    if (message.type === 'generation_update') {
      const first = this.#nowPlaying.playing === null;
      this.#nowPlaying.update(message, performance.now());
      this.#phrases.refresh();
      this.#handlers.onUpdate(this, first);
    } else {
      this.#handlers.onMessage(this, message);
    }
  }

  /** The server counts from another beginning. */
  #forget() {
    this.#phrases.reset();
    this.#nowPlaying.reset();
  }

  #withoutOpus() {
    if (this.#formats.refuse()) {
      this.#stream.restart();
    }
  }
}
