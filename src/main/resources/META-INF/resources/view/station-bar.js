/* Owns the line above the controls: whose station this is, and what may be done about it. */
import { Sharing } from './sharing.js';
import { ownershipInWords, titleOf } from './station-words.js';
import { hide, write } from './text.js';

export class StationBar {
  #text = document.getElementById('station-text');
  #mine = document.getElementById('mine');
  #share = document.getElementById('share');
  #back = document.getElementById('back');

  /**
   * @param handlers onMake(), onBack(), link() to share, onCopied(sentence), and onTell(sentence) where
   *     it could not be
   */
  constructor({ onMake, onBack, link, onCopied, onTell }) {
    this.#mine.addEventListener('click', onMake);
    this.#back.addEventListener('click', onBack);
    const sharing = new Sharing(this.#share, { onCopied, onTell });
    this.#share.addEventListener('click', () => sharing.share(link()));
  }

  /**
   * Draws itself.
   *
   * @param control who controls: open, token, locked, mine or theirs; null if that is not known
   * @param offered whether listeners may have stations of their own
   * @param busy whether one is being made
   * @param lost whether the station is gone
   * @param origin the shared station to go back to
   */
  show({ control, offered, busy, lost, origin }) {
    const personal = control === 'mine' || control === 'theirs';
    write(this.#text, ownershipInWords(control, offered));
    this.#mine.setAttribute('aria-disabled', String(busy));
    write(this.#mine, busy ? 'At the next bar' : 'Make it mine');
    this.#share.hidden = control !== 'mine' || lost;
    write(this.#back, `Back to ${titleOf(origin)}`);
    const makable = control !== null && control !== 'mine' && offered && !lost;
    // Of the two, the one that comes is there before the other goes.
    if (makable) {
      this.#mine.hidden = false;
    }
    hide(this.#back, !personal || lost, this.#mine);
    hide(this.#mine, !makable, this.#back);
  }
}
