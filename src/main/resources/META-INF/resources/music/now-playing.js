/*
 * Owns what is known about the music: which parameters sound, which are about to, and when. The
 * server announces a phrase when it begins and, before that, when a control asks for it; both look
 * alike, so the phrase's number and the clock tell them apart.
 */
import { ownMode } from './tonality.js';

const EARLY_MILLIS = 250;
const MISSED_MILLIS = 2000;

export class NowPlaying {
  #playing = null;
  #next = null;

  /** Forgets everything: the next announcement says what sounds. */
  reset() {
    this.#playing = null;
    this.#next = null;
  }

  /** Takes a `generation_update` that came at this time. */
  update(message, now) {
    const phrase = {
      number: Number(/\d+$/.exec(message.phrase_id)?.[0]),
      parameters: parametersOf(message),
    };
    const changesAt = now + message.next_phrase_in_ms;
    if (this.#begins(phrase, now)) {
      this.#playing = { ...phrase, endsAt: changesAt };
      if (this.#next && !(phrase.number < this.#next.number)) {
        this.#next = null;
      }
      return;
    }
    this.#next = { ...phrase, beginsAt: changesAt };
    if (phrase.number === this.#playing.number + 1) {
      this.#playing.endsAt = changesAt;
    }
  }

  /** The parameters that sound, or null. */
  get playing() {
    return this.#playing?.parameters ?? null;
  }

  /** The parameters last asked for, or null. */
  get wanted() {
    return this.#next?.parameters ?? this.playing;
  }

  /** What will change and when, or null if nothing will. */
  get coming() {
    if (!this.#next || !this.#playing) {
      return null;
    }
    const { key } = this.#next.parameters;
    const changes = Object.entries(this.#next.parameters).filter(
      ([name, value]) =>
        value !== this.playing[name] &&
        // A new key brings its own mode along; that goes without saying.
        !(name === 'mode' && key !== this.playing.key && value === ownMode(key)),
    );
    return changes.length > 0 ? { changes, beginsAt: this.#next.beginsAt } : null;
  }

  #begins(phrase, now) {
    if (!this.#playing) {
      return true;
    }
    const { number, endsAt } = this.#playing;
    if (phrase.number > number + 1 && now < endsAt + MISSED_MILLIS) {
      // The phrase between the two has not begun yet.
      return false;
    }
    return now >= endsAt - EARLY_MILLIS;
  }
}

/** The mode is left out of messages where it is the key's own. */
function parametersOf({ key, mode = ownMode(key), bpm, intensity }) {
  return { key, mode, bpm, intensity };
}
