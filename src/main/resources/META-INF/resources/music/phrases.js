/*
 * Owns the notes: asks the server for the phrase that sounds and the one behind it, and says which
 * of those it knows is heard at a place of the stream's timeline. The listener is a little behind
 * the server, so the phrase before is kept.
 *
 * A phrase here: { id, name, bpm, start, end, seconds, bars, chords, notes }, start and end in
 * seconds on the stream's timeline; onsets and durations of chords and notes in seconds from start.
 */
import { tonality } from './tonality.js';

const STREAM_RATE = 44100;
/** Answers that fail are asked for again, and so is a phrase that ought to have ended. */
const AGAIN_MILLIS = 1500;

export class Phrases {
  #path;
  #known = [];
  #asking = false;
  #askAgain = false;
  #nextAsk = 0;
  #generation = 0;

  /** @param path of the station's current phrase */
  constructor(path) {
    this.#path = path;
  }

  /** Forgets all: the server counts from another beginning. */
  reset() {
    this.#generation++;
    this.#known = [];
    this.#nextAsk = 0;
  }

  /** Asks the server. */
  async refresh() {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    const generation = this.#generation;
    this.#nextAsk = performance.now() + AGAIN_MILLIS;
    try {
      const response = await fetch(this.#path, { cache: 'no-store' });
      const answer = response.ok ? await response.json() : null;
      if (answer && generation === this.#generation) {
        this.#learn(answer);
      }
    } catch {
      // The connection's state says it already; at() asks again.
    }
    this.#asking = false;
    if (this.#askAgain) {
      this.#askAgain = false;
      this.refresh();
    }
  }

  /** The phrase that is heard at this place, or null while it is not known. */
  at(place) {
    const phrase = this.#known.findLast(({ start }) => start <= place) ?? null;
    const known = phrase && place < phrase.end;
    if (!known && performance.now() >= this.#nextAsk) {
      this.refresh();
    }
    return known ? phrase : null;
  }

  #learn({ phrase, next }) {
    const told = [phrase, next].filter((entry) => entry).map(placed);
    const before = this.#known.findLast(({ start }) => start < told[0].start);
    if (before) {
      // A control may have cut it shorter than it was when it was told of.
      before.end = Math.min(before.end, told[0].start);
    }
    this.#known = [...(before ? [before] : []), ...told];
  }
}

/** The chord that sounds this many seconds into a phrase, or null. */
export function chordAt(phrase, seconds) {
  return phrase?.chords.findLast(({ onset_seconds: onset }) => onset <= seconds) ?? null;
}

/** A chord's name as musicians write it: a major triad goes by its root alone. */
export function chordName({ name }) {
  return name.replace(/ major$/, '');
}

function placed(phrase) {
  const start = phrase.start_sample / STREAM_RATE;
  return {
    id: phrase.phrase_id,
    name: tonality(phrase),
    bpm: phrase.bpm,
    start,
    end: start + phrase.seconds,
    seconds: phrase.seconds,
    bars: phrase.bars,
    chords: phrase.chords,
    notes: phrase.notes,
  };
}
