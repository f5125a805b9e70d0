/*
 * Owns what screen readers say unasked: states that last and changes that are coming, each once.
 * What is replaced before it was said is never said.
 */

const SETTLE_MILLIS = 1000;

export class Announcer {
  #region;
  #timer;
  #said = '';

  /** @param region a live region that nobody sees */
  constructor(region) {
    this.#region = region;
  }

  say(sentence) {
    clearTimeout(this.#timer);
    if (sentence === this.#said) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#said = sentence;
      this.#region.textContent = sentence;
    }, SETTLE_MILLIS);
  }
}
