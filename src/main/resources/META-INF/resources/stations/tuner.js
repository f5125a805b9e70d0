/*
 * Owns which station is heard: the session that listens to it and, while another station is about to
 * take its place, the session of that one, silent until it plays. Then the two are crossfaded.
 */
import { Session } from '../session.js';

const CROSSFADE_SECONDS = 0.8;
/** A crossfade begins so much before the bar line, which then falls into it. */
const EARLY_MILLIS = 100;
/** From the request for a new station until its first beat is heard: the time of the buffer, mostly. */
const START_SECONDS = 0.35;
/** A station that has not been heard by then will not be. */
const PATIENCE_MILLIS = 10_000;
const FINAL = ['gone', 'ended'];
const WAITING = ['connecting', 'reconnecting', 'open'];

export class Tuner {
  #station;
  #session = null;
  /** What is about to be heard: { session, station, notBefore, timer }. */
  #next = null;
  #lost = null;
  #formats;
  #handlers;

  /**
   * @param station to begin with
   * @param formats says which format to ask for
   * @param handlers volume() from 0 to 1; of the session that is heard onReport(sound, changed),
   *     onHalt(halted), onDevice(), onLink(state), onUpdate(first), onMessage(message) and
   *     onChunk(index); onStation() when another one is heard, onMissed(station, why) when that failed,
   *     onPlay(playing), onFailure(sentence), and onChange() when there is anything to draw
   */
  constructor(station, formats, handlers) {
    this.#station = station;
    this.#formats = formats;
    this.#handlers = handlers;
  }

  /** The station that is heard, or will be. */
  get station() {
    return this.#station;
  }

  /** The session that is heard, or null. */
  get session() {
    return this.#session;
  }

  /** Whether another station is about to be heard. */
  get turning() {
    return this.#next !== null;
  }

  /** Why the station cannot be heard any more: gone, ended, or null. */
  get lost() {
    return this.#lost;
  }

  /** The server has said more about the station. */
  learn(station) {
    if (station.id === this.#station.id) {
      this.#station = station;
      this.#handlers.onStation();
    }
  }

  /** There is no such station. */
  lose(why) {
    this.#lost = why;
    this.#end();
  }

  play() {
    this.#session = this.#open(1);
    if (this.#session) {
      this.#lost = null;
      this.#handlers.onPlay(true);
      this.#session.start(this.#station);
    }
  }

  stop() {
    this.cancel();
    this.#end();
  }

  /** Gives up what is about to be heard. */
  cancel() {
    const next = this.#next;
    this.#next = null;
    clearTimeout(next?.timer);
    next?.session.stop();
    this.#handlers.onChange();
  }

  setVolume(volume) {
    this.#session?.player.setVolume(volume);
    this.#next?.session.player.setVolume(volume);
  }

  /** Chooses a station: softly where one sounds, else at the next press of play. */
  tune(station) {
    if (this.#session) {
      this.turnTo(() => station);
    } else {
      this.cancel();
      this.#settle(station);
    }
  }

  /**
   * Plays another station in place of what sounds.
   *
   * @param find a promise of the station, or of null if there is none to be had
   * @param seconds until it is to be heard, where something sounds
   * @param discard takes a station that was found and is not wanted any more
   */
  async turnTo(find, seconds = 0, discard = () => {}) {
    this.cancel();
    const softly = this.#session?.sounding ?? false;
    const session = this.#open(softly ? 0 : 1);
    if (!session) {
      return;
    }
    const next = { session, notBefore: performance.now() + seconds * 1000 - EARLY_MILLIS };
    this.#next = next;
    this.#handlers.onChange();
    if (softly && seconds > START_SECONDS) {
      await new Promise((done) => setTimeout(done, (seconds - START_SECONDS) * 1000));
    }
    const station = this.#next === next ? await find() : null;
    if (this.#next !== next) {
      if (station) {
        discard(station);
      }
    } else if (!station) {
      this.cancel();
    } else {
      next.station = station;
      next.timer = setTimeout(() => this.#miss('unreachable'), PATIENCE_MILLIS);
      session.start(station);
      if (this.#next === next && !this.#session?.sounding) {
        this.#take();
      }
    }
  }

  /** What is about to be heard is heard now. */
  #take() {
    const { session, station, timer } = this.#next;
    const before = this.#session;
    this.#next = null;
    clearTimeout(timer);
    this.#session = session;
    session.player.crossTo(1, CROSSFADE_SECONDS);
    if (before?.sounding) {
      before.end(CROSSFADE_SECONDS);
    } else {
      before?.stop();
    }
    this.#handlers.onPlay(true);
    this.#settle(station);
    this.#handlers.onLink(session.link.state);
  }

  #settle(station) {
    this.#station = station;
    this.#lost = null;
    this.#handlers.onStation();
    this.#handlers.onChange();
  }

  /** What was about to be heard will not be. */
  #miss(why) {
    const { station } = this.#next;
    this.cancel();
    this.#handlers.onMissed(station, why);
  }

  #end() {
    const ending = this.#session;
    this.#session = null;
    ending?.stop();
    if (ending) {
      this.#handlers.onPlay(false);
    }
    this.#handlers.onChange();
  }

  #open(level) {
    const volume = this.#handlers.volume();
    const heard = (handler) => (from, ...told) => {
      if (from === this.#session) {
        handler(...told);
      }
    };
    const { onHalt, onDevice, onUpdate, onMessage, onChunk, onFailure } = this.#handlers;
    try {
      return new Session({ volume, level }, this.#formats, {
        onReport: (from, ...told) => this.#report(from, ...told),
        onLink: (from) => this.#follow(from),
        onFailure: (from) => this.#fail(from),
        onHalt: heard(onHalt),
        onDevice: heard(onDevice),
        onUpdate: heard(onUpdate),
        onMessage: heard(onMessage),
        onChunk: heard(onChunk),
      });
    } catch {
      onFailure('This browser cannot play the stream.');
      return null;
    }
  }

  #report(from, sound, changed) {
    if (from === this.#session) {
      this.#handlers.onReport(sound, changed);
    } else if (from === this.#next?.session && sound.playing) {
      if (performance.now() >= this.#next.notBefore || !this.#session?.sounding) {
        this.#take();
      }
    }
  }

  #follow(from) {
    const { state } = from.link;
    if (from === this.#session) {
      if (FINAL.includes(state)) {
        this.lose(state);
      } else {
        this.#handlers.onLink(state);
      }
    } else if (from === this.#next?.session && !WAITING.includes(state)) {
      this.#miss(state);
    }
  }

  #fail(from) {
    if (from === this.#session) {
      this.stop();
    } else if (from === this.#next?.session) {
      this.cancel();
    } else {
      return;
    }
    this.#handlers.onFailure('This browser could not start its sound.');
  }
}
