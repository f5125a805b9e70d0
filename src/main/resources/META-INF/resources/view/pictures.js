/* Owns what moves: spectrum, piano roll and the chord's name, in step with what is heard. */
import { chordAt } from '../music/phrases.js';
import { Animator } from './animator.js';
import { PianoRoll } from './piano-roll.js';
import { Spectrum } from './spectrum.js';

export class Pictures {
  #phrases;
  #stage;
  #placeNow;
  #roll = new PianoRoll(document.getElementById('roll'));
  #spectrum = new Spectrum(document.getElementById('spectrum'));
  #animator = new Animator((reduced) => this.#draw(reduced));

  /**
   * @param phrases gives the notes of what plays, or null
   * @param stage shows the chord
   * @param placeNow says where on the stream's timeline the ear is, or null
   */
  constructor(phrases, stage, placeNow) {
    this.#phrases = phrases;
    this.#stage = stage;
    this.#placeNow = placeNow;
  }

  /** Draws what this node emits from now on. */
  listenTo(node) {
    this.#spectrum.listenTo(node);
  }

  run(wanted) {
    this.#animator.run(wanted);
  }

  clear() {
    this.#spectrum.clear();
  }

  /** Draws; says when there will be something new to draw. */
  #draw(reduced) {
    const place = this.#placeNow();
    if (place === null) {
      return this.#roll.pauseMillis;
    }
    if (!reduced) {
      this.#spectrum.draw();
    }
    const phrase = this.#phrases()?.at(place) ?? null;
    this.#roll.show(phrase);
    if (!phrase) {
      return this.#roll.pauseMillis;
    }
    const seconds = place - phrase.start;
    const beat = 60 / phrase.bpm;
    this.#roll.moveTo(reduced ? Math.floor(seconds / beat) * beat : seconds);
    this.#stage.showChord(chordAt(phrase, seconds));
    return this.#roll.pauseMillis;
  }
}
