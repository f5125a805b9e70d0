/* Owns how words get into the page: as text, never as markup, and only if they are new. */
import { chordName } from '../music/phrases.js';

/** Writes a text, or leaves it alone if it is the same. */
export function write(element, text) {
  if (element.textContent !== (text ?? '')) {
    element.textContent = text ?? '';
  }
}

/** Hides or shows; a focus that would be lost goes to another element. */
export function hide(element, hidden, other) {
  const focused = element.contains(document.activeElement);
  element.hidden = hidden;
  if (hidden && focused) {
    other.focus();
  }
}

/** Writes a chord's name, the triad large and what is added to it small; nothing for null. */
export function writeChord(element, chord) {
  const name = chord ? chordName(chord) : '';
  if (element.textContent !== name) {
    const [, triad = '', added] = /^([A-G][#b♯♭]?m?)?(.*)$/.exec(name);
    const small = document.createElement('small');
    small.textContent = added;
    element.replaceChildren(triad, ...(added ? [small] : []));
  }
}
