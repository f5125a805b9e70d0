/* Owns the words of the stage: what the page does, what sounds, what is coming; and the title. */
import { tonality } from '../music/tonality.js';
import { write, writeChord } from './text.js';
import { attemptInWords, changesInWords, inWords, stateInWords } from './words.js';

export class Stage {
  #toggle = document.getElementById('toggle');
  #state = document.getElementById('state');
  #detail = document.getElementById('detail');
  #chord = document.getElementById('chord');
  #playing = document.getElementById('now-playing');
  #coming = document.getElementById('coming');

  /**
   * Says what the page does and what sounds; returns the latter as a title, which may be empty.
   *
   * @param state of the page
   * @param link { retryAt, reason } of the connection
   * @param playing the parameters that sound, or null
   * @param coming a sentence, or nothing
   */
  show({ state, link, playing, coming }) {
    const title = playing ? `${tonality(playing)} · ${inWords('bpm', playing.bpm)}` : '';
    const wait = link.retryAt === null ? 0 : secondsUntil(link.retryAt);
    this.#toggle.setAttribute('aria-label', state === 'stopped' ? 'Play' : 'Stop');
    write(this.#state, stateInWords(state));
    write(this.#detail, attemptInWords(state, link.reason, wait));
    write(this.#playing, title);
    write(this.#coming, coming);
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
