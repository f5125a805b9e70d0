/* Owns the sentence that says what went wrong, for a few seconds. */

const NOTICE_MILLIS = 6000;

export class Notice {
  #line;
  #timer;

  constructor(line) {
    this.#line = line;
  }

  tell(sentence) {
    clearTimeout(this.#timer);
    this.#line.textContent = sentence;
    this.#timer = setTimeout(() => {
      this.#line.textContent = '';
    }, NOTICE_MILLIS);
  }
}
