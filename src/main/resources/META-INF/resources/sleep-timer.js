/* Owns the end of the day: after some minutes the music fades for a while, then stops. */

const TICK_MILLIS = 1000;
const FADE_SECONDS = 30;

export class SleepTimer {
  #handlers;
  #now;
  #endsAt = null;
  #fading = false;
  #ticker;

  /**
   * @param handlers onTick(seconds left, or null), onFade(seconds), onEnd()
   * @param now the time in milliseconds
   */
  constructor(handlers, now = () => Date.now()) {
    this.#handlers = handlers;
    this.#now = now;
  }

  /** Ends after so many minutes; 0 for not at all. */
  set(minutes) {
    clearInterval(this.#ticker);
    if (this.#fading) {
      this.#handlers.onFade(null);
    }
    this.#fading = false;
    this.#endsAt = minutes > 0 ? this.#now() + minutes * 60_000 : null;
    if (this.#endsAt !== null) {
      this.#ticker = setInterval(() => this.tick(), TICK_MILLIS);
    }
    this.tick();
  }

  /** Looks at the clock. */
  tick() {
    if (this.#endsAt === null) {
      this.#handlers.onTick(null);
      return;
    }
    const left = (this.#endsAt - this.#now()) / 1000;
    if (left <= 0) {
      this.#endsAt = null;
      this.#fading = false;
      clearInterval(this.#ticker);
      this.#handlers.onTick(null);
      this.#handlers.onEnd();
      return;
    }
    this.#handlers.onTick(left);
    if (left <= FADE_SECONDS && !this.#fading) {
      this.#fading = true;
      this.#handlers.onFade(left);
    }
  }
}
