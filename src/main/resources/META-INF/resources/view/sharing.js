/* Owns the way of a link to somebody else: the share sheet of a phone, else the clipboard. */

const FEEDBACK_MILLIS = 2500;
const COPY = 'Copy link';
const COPIED = 'Link copied';

const phone = matchMedia('(pointer: coarse)');

export class Sharing {
  #button;
  #handlers;
  #timer;

  /**
   * @param button says what it will do, and that it did
   * @param handlers onCopied(sentence), and onTell(sentence) where nothing worked
   */
  constructor(button, handlers) {
    this.#button = button;
    this.#handlers = handlers;
    button.textContent = this.#hasSheet ? 'Share' : COPY;
  }

  async share(url) {
    if (this.#hasSheet) {
      // The listener may think better of it.
      await navigator.share({ title: 'Auralis', url }).catch(() => {});
      return;
    }
    if (await copied(url)) {
      this.#button.textContent = COPIED;
      this.#handlers.onCopied(COPIED);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (this.#button.textContent = COPY), FEEDBACK_MILLIS);
    } else {
      this.#handlers.onTell(`The link is ${url}`);
    }
  }

  get #hasSheet() {
    return phone.matches && navigator.share !== undefined;
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text);
  }
}

/** For pages that come over plain HTTP from another machine: browsers give those no clipboard. */
function copiedFromField(text) {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return done;
}
