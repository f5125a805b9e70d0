/*
 * Owns what is heard: the last report of the audio thread, whether it is music at all, and what the
 * page is therefore doing.
 */

const NOTHING = { playing: false, bufferedSeconds: 0, peak: 0 };
/** Music rests, but not as quietly for as long. */
const SILENCE_PEAK = 1e-4;
const SILENCE_MILLIS = 8000;

export class Hearing {
  #sound = NOTHING;
  #heard = false;
  #loudAt = 0;

  /** Takes a report. */
  take(sound) {
    if (!sound.playing || sound.peak > SILENCE_PEAK) {
      this.#loudAt = performance.now();
    }
    this.#sound = sound;
    this.#heard ||= sound.playing;
  }

  /** Nothing sounds any more. */
  end() {
    this.#sound = { ...this.#sound, ...NOTHING };
  }

  /** The last report. */
  get sound() {
    return this.#sound;
  }

  /** Whether anything was played since the beginning. */
  get heard() {
    return this.#heard;
  }

  get playing() {
    return this.#sound.playing;
  }

  /** Whether what is played has been silence for long. */
  get silent() {
    return this.playing && performance.now() - this.#loudAt > SILENCE_MILLIS;
  }
}

/** The state of the page; what keeps the sound away comes before what is heard. */
export function stateOf(session) {
  if (!session) {
    return 'stopped';
  }
  const { link, hearing } = session;
  if (link.state !== 'open') {
    return link.state;
  }
  if (session.player.halted) {
    return 'halted';
  }
  if (hearing.playing) {
    return hearing.silent ? 'silent' : 'playing';
  }
  return hearing.heard ? 'buffering' : 'connecting';
}
