/*
 * Owns the picture of a phrase: its notes, its chords by name, and a playhead. The notes are
 * painted once; while time goes by only the playhead moves, and the notes that sound are painted
 * anew when they become others.
 */
import { chordName } from '../music/phrases.js';
import { colour, fit, veiled } from './animator.js';

/** The picture spans at least three octaves, so that few notes do not look like many. */
const LEAST_PITCHES = 36;
const MARGIN_PITCHES = 2;
/** The thinnest note, as a share of the picture's height. */
const THINNEST = 1 / 44;
/** In CSS pixels. */
const VISIBLE_STEP = 6;
/** What is left of a note's brightness where it ends: a sound fades while it is held. */
const ENDING = 0.45;
const MOST_SCALE = 2;
const NOISE = new Set(['swell', 'breath']);
const SHARE = { pad: 0.46, sub: 0.42, lead: 0.95, bell: 1, kick: 0.55 };

export class PianoRoll {
  #section;
  #notes;
  #sounding;
  #heard;
  #playhead;
  #chords;
  #phrase = null;
  #shown = '';
  #marks = [];
  #lowest = 0;
  #pitches = LEAST_PITCHES;
  #width = 0;
  #seconds = 0;

  constructor(section) {
    this.#section = section;
    this.#notes = section.querySelector('#notes');
    this.#sounding = section.querySelector('#sounding');
    this.#heard = section.querySelector('#heard');
    this.#playhead = section.querySelector('#playhead');
    this.#chords = section.querySelector('#chords');
    new ResizeObserver(() => {
      this.#paint();
      this.moveTo(this.#seconds);
    }).observe(section);
  }

  /** Shows a phrase, or leaves the last one standing while the next is not known. */
  show(phrase) {
    if (!phrase || same(phrase, this.#phrase)) {
      this.#phrase = phrase ?? this.#phrase;
      return;
    }
    this.#phrase = phrase;
    this.#section.hidden = false;
    this.#section.dataset.phrase = phrase.id;
    const pitches = phrase.notes.map(({ pitch }) => pitch).filter((pitch) => pitch !== undefined);
    const low = Math.min(...pitches, 60) - MARGIN_PITCHES;
    const high = Math.max(...pitches, 60) + MARGIN_PITCHES;
    this.#pitches = Math.max(LEAST_PITCHES, high - low + 1);
    this.#lowest = low - Math.floor((this.#pitches - (high - low + 1)) / 2);
    this.#nameChords();
    this.#paint();
  }

  /** Milliseconds in which the playhead moves visibly. */
  get pauseMillis() {
    return this.#phrase ? (1000 * VISIBLE_STEP * this.#phrase.seconds) / this.#width : Infinity;
  }

  /** Moves the playhead to these seconds of the phrase. */
  moveTo(seconds) {
    const phrase = this.#phrase;
    if (!phrase) {
      return;
    }
    this.#seconds = seconds;
    const share = Math.min(1, Math.max(0, seconds / phrase.seconds));
    const x = share * this.#width;
    this.#playhead.style.transform = `translateX(${x}px)`;
    this.#heard.style.transform = `translateX(${x - this.#width}px)`;
    this.#sounding.style.transform = `translateX(${this.#width - x}px)`;
    const now = phrase.notes.filter((note) => sounds(note, seconds));
    const shown = now.map((note) => phrase.notes.indexOf(note)).join();
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#paintSounding(now);
    }
    this.#markChord(seconds);
  }

  #markChord(seconds) {
    for (const { mark, chord } of this.#marks) {
      mark.classList.toggle('now', chord.onset_seconds <= seconds && seconds < endOf(chord));
    }
  }

  #nameChords() {
    const { chords, seconds, name } = this.#phrase;
    this.#marks = chords.map((chord) => {
      const mark = document.createElement('li');
      mark.textContent = chordName(chord);
      mark.style.left = `${(chord.onset_seconds / seconds) * 100}%`;
      mark.style.width = `${(chord.duration_seconds / seconds) * 100}%`;
      return { mark, chord };
    });
    this.#chords.replaceChildren(...this.#marks.map(({ mark }) => mark));
    this.#notes.setAttribute(
      'aria-label',
      `Piano roll of a phrase in ${name}: ${this.#phrase.notes.length} notes`,
    );
  }

  #paint() {
    if (!this.#phrase || !fit(this.#notes, MOST_SCALE)) {
      return;
    }
    const context = this.#notes.getContext('2d');
    const { width, height } = this.#notes;
    this.#width = this.#notes.clientWidth;
    context.clearRect(0, 0, width, height);
    context.fillStyle = colour('--line');
    context.globalAlpha = 0.55;
    const { chords, bars, seconds } = this.#phrase;
    for (let bar = 1; bar < bars; bar++) {
      context.fillRect(Math.round((bar / bars) * width), 0, 1, height);
    }
    context.globalAlpha = 1;
    for (const chord of chords.slice(1)) {
      context.fillRect(Math.round((chord.onset_seconds / seconds) * width), 0, 1, height);
    }
    for (const note of this.#phrase.notes) {
      context.globalAlpha = alpha(note);
      this.#paintNote(context, note, '--accent');
    }
    context.globalAlpha = 1;
    this.#shown = '';
  }

  #paintSounding(notes) {
    if (!fit(this.#sounding, MOST_SCALE)) {
      return;
    }
    const context = this.#sounding.getContext('2d');
    context.clearRect(0, 0, this.#sounding.width, this.#sounding.height);
    for (const note of notes.filter(({ instrument }) => !NOISE.has(instrument))) {
      context.globalAlpha = Math.min(1, 0.4 + alpha(note));
      this.#paintNote(context, note, '--lit');
    }
    context.globalAlpha = 1;
  }

  #paintNote(context, note, name) {
    const { width, height } = this.#notes;
    const x = (note.onset_seconds / this.#phrase.seconds) * width;
    const length = Math.max(3, (note.duration_seconds / this.#phrase.seconds) * width - 2);
    const fading = context.createLinearGradient(x, 0, x + length, 0);
    fading.addColorStop(0, colour(name));
    fading.addColorStop(1, veiled(name, ENDING));
    context.fillStyle = fading;
    if (note.pitch === undefined) {
      // Noise has no pitch: a haze along the floor.
      context.fillRect(x, height - 3, length, 3);
      return;
    }
    const row = height / this.#pitches;
    const thickness = Math.max(THINNEST * height, row * 0.9);
    const y = height - (note.pitch - this.#lowest + 0.5) * row - thickness / 2;
    context.beginPath();
    context.roundRect(x, y, Math.min(length, width - x), thickness, thickness / 2);
    context.fill();
  }
}

function same(a, b) {
  return b !== null && a.id === b.id && a.start === b.start && a.seconds === b.seconds;
}

function sounds(note, seconds) {
  return note.onset_seconds <= seconds && seconds < endOf(note);
}

function endOf({ onset_seconds: onset, duration_seconds: duration }) {
  return onset + duration;
}

function alpha({ instrument, velocity }) {
  return (SHARE[instrument] ?? 0.25) * (0.4 + 0.6 * velocity);
}
