/*
 * Owns the words of the stage: what the page does, what sounds, what is coming; the title; and what a
 * listener may do whose station is gone.
 */
import { tonality } from '../music/tonality.js';
import { hide, write, writeChord } from './text.js';
import { attemptInWords, changesInWords, inWords, stateInWords } from './words.js';

const ACTIONS = { play: 'Play', resume: 'Resume', stop: 'Stop', replace: 'Play the shared station' };

export class Stage {
  #toggle = document.getElementById('toggle');
  #state = document.getElementById('state');
  #detail = document.getElementById('detail');
  #chord = document.getElementById('chord');
  #playing = document.getElementById('now-playing');
  #coming = document.getElementById('coming');
  #remedies = document.getElementById('remedies');
  #renew = document.getElementById('renew');

  /** @param handlers onRenew() and onReplace() where the station is gone */
  constructor({ onRenew, onReplace }) {
    this.#renew.addEventListener('click', onRenew);
    document.getElementById('replace').addEventListener('click', onReplace);
  }

  /**
   * Says what the page does and what sounds; returns the latter as a title, which may be empty.
   *
   * @param state of the page
   * @param action of the button: play, resume, stop, or replace a station that is gone
   * @param muted whether the listener hears nothing by their own choice
   * @param held whether a halted sound waits for the listener
   * @param link { retryAt, reason } of the connection
   * @param playing the parameters that sound, or null
   * @param coming a sentence, or nothing
   * @param renewable whether a station that is gone may be made anew
   */
  show({ state, action, muted, held, link, playing, coming, renewable }) {
    const title = playing ? `${tonality(playing)} · ${inWords('bpm', playing.bpm)}` : '';
    const wait = link.retryAt === null ? 0 : secondsUntil(link.retryAt);
    this.#toggle.setAttribute('aria-label', ACTIONS[action]);
    this.#toggle.dataset.action = action;
    write(this.#state, stateInWords(state, muted));
    write(this.#detail, attemptInWords(state, { reason: link.reason, held, action }, wait));
    write(this.#playing, title);
    write(this.#coming, coming);
    hide(this.#remedies, action !== 'replace', this.#toggle);
    this.#renew.hidden = !renewable;
    document.title = state === 'playing' && title ? `${title} · Auralis` : 'Auralis';
    return title;
  }

  /** Names the chord that is heard; null for none. */
  showChord(chord) {
    writeChord(this.#chord, chord);
  }
}

/** What will change and when it is heard: when it begins, after what is buffered was played. */
export function comingInWords({ changes, beginsAt }, bufferedSeconds) {
  const seconds = secondsUntil(beginsAt + bufferedSeconds * 1000);
  return `${changesInWords(changes)} ${seconds > 0 ? `in ${seconds} s` : 'in a moment'}`;
}

function secondsUntil(time) {
  return Math.max(0, Math.ceil((time - performance.now()) / 1000));
}
