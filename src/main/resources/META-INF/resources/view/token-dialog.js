/* Owns the dialogue that asks for the control token. */

const FIRST = "Anyone may listen. Changing the music takes the station's control token.";
const WRONG = 'That token was not accepted. Please try another one.';

export class TokenDialog {
  #dialog;
  #input;
  #text;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#input = dialog.querySelector('input');
    this.#text = dialog.querySelector('p');
    dialog.querySelector('[value=cancel]').addEventListener('click', () => dialog.close(''));
  }

  /** Asks; a promise of the token, or null if the listener would rather not. */
  ask(wrong) {
    this.#text.textContent = wrong ? WRONG : FIRST;
    this.#input.value = '';
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    return new Promise((answer) => {
      const form = this.#dialog.querySelector('form');
      const submitted = new AbortController();
      let token = null;
      form.addEventListener('submit', () => (token = this.#input.value.trim() || null), {
        signal: submitted.signal,
      });
      this.#dialog.addEventListener(
        'close',
        () => {
          submitted.abort();
          this.#input.value = '';
          answer(token);
        },
        { once: true },
      );
    });
  }
}
