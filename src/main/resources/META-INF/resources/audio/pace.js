/*
 * Decides how much audio is kept waiting, and how much faster or slower than written it is played
 * to hold that: the network's jitter sets the one, the difference between the clocks of server and
 * sound card the other. Knows no samples, only seconds.
 */

const FIRST_TARGET = 0.3;
const LOWEST_TARGET = 0.15;
const HIGHEST_TARGET = 2;

/** Half a chunk between two arrivals, and as much as the page itself may be late. */
const RESERVE = 0.15;
/** Jitter is a peak of what was seen; what is yet to come may be worse. */
const JITTER_SHARE = 1.5;
/** Peaks are remembered for one to two of these. */
const WINDOW = 60;
const LOWERING_PER_SECOND = 0.002;
/**
 * No chunk comes this much earlier than all before it; where one does, the clock stood still. Chunks
 * of one heap come earlier step by step, so what is compared with is older than this.
 */
const STOOD_STILL = 0.5;
const HEAP = 0.2;
/** What an underrun adds, and how long it takes to forget. */
const PENALTY = 0.15;
const PENALTY_MEMORY = 300;

/** 8.6 cents; moved in slowly, so that nobody hears it. */
const MOST_TRIM = 0.005;
const TRIM_PER_SECOND_OF_ERROR = 0.015;
const TRIM_CHANGE_PER_SECOND = 0.0005;
/** Chunks come in steps of 100 ms; what is steered by is their mean. */
const SMOOTHING = 2;

const NOTHING_KNOWN = { earliest: Infinity, target: FIRST_TARGET };

export class Pace {
  #target = FIRST_TARGET;
  #level = FIRST_TARGET;
  #trim = 0;
  #penalty = 0;
  #now = 0;
  #window = emptyWindow(0);
  #before = null;
  /** What was known when the last heap may have begun, and what will be: { earliest, target }. */
  #known = NOTHING_KNOWN;
  #toKnow = NOTHING_KNOWN;
  #knownAt = 0;

  /** Seconds that should wait on average. */
  get target() {
    return this.#target;
  }

  /** Seconds that do wait on average. */
  get level() {
    return this.#level;
  }

  /** How much faster to play, as a share of one. */
  get trim() {
    return this.#trim;
  }

  /** Seconds between the most punctual and the latest arrival of the last minutes. */
  get jitter() {
    const high = Math.max(this.#window.latest, this.#before?.latest ?? -Infinity);
    const low = this.#earliest();
    return high > low ? high - low : 0;
  }

  /**
   * A chunk came whose first frame stands there, in seconds, on the stream's timeline. True if the
   * sound card's clock stood still before it, as when a laptop sleeps: not the network's doing.
   */
  arrived(start) {
    const lateness = this.#now - start;
    const { earliest, target } = this.#known;
    const stoodStill = earliest < Infinity && lateness < earliest - STOOD_STILL;
    if (stoodStill) {
      this.#target = target;
      this.restart();
    }
    this.#window.earliest = Math.min(this.#window.earliest, lateness);
    this.#window.latest = Math.max(this.#window.latest, lateness);
    this.#retarget(0);
    return stoodStill;
  }

  /** What was measured belongs to another timeline. */
  forget() {
    this.#before = null;
    this.restart();
  }

  /** The clock stood still: lateness counts anew; the network is the one that it was. */
  restart() {
    this.#window = emptyWindow(this.#now);
    this.#before &&= emptyWindow(this.#now);
    this.#known = NOTHING_KNOWN;
    this.#toKnow = NOTHING_KNOWN;
  }

  underran() {
    this.#penalty = Math.min(HIGHEST_TARGET, this.#penalty + PENALTY);
    this.#retarget(0);
  }

  /** Playing begins now, with this much waiting on average. */
  begin(level) {
    this.#level = level;
  }

  /** Time goes by on the sound card's clock; nothing steers while nothing plays. */
  advance(seconds, waiting, playing) {
    this.#now += seconds;
    this.#penalty *= 1 - seconds / PENALTY_MEMORY;
    if (this.#now - this.#knownAt >= HEAP) {
      this.#knownAt = this.#now;
      this.#known = this.#toKnow;
      this.#toKnow = { earliest: this.#earliest(), target: this.#target };
    }
    if (this.#now - this.#window.since >= WINDOW) {
      this.#before = this.#window;
      this.#window = emptyWindow(this.#now);
    }
    this.#retarget(seconds);
    if (!playing) {
      return;
    }
    this.#level += Math.min(1, seconds / SMOOTHING) * (waiting - this.#level);
    const wanted = clamp(
      TRIM_PER_SECOND_OF_ERROR * (this.#level - this.#target),
      -MOST_TRIM,
      MOST_TRIM,
    );
    const change = TRIM_CHANGE_PER_SECOND * seconds;
    this.#trim += clamp(wanted - this.#trim, -change, change);
  }

  #earliest() {
    return Math.min(this.#window.earliest, this.#before?.earliest ?? Infinity);
  }

  /** Up at once, down slowly and not before a minute was seen. */
  #retarget(seconds) {
    const needed = RESERVE + JITTER_SHARE * this.jitter + this.#penalty;
    const lowest = this.#before ? LOWEST_TARGET : FIRST_TARGET;
    const wanted = clamp(needed, lowest, HIGHEST_TARGET);
    this.#target = Math.max(wanted, this.#target - LOWERING_PER_SECOND * seconds);
  }
}

function emptyWindow(since) {
  return { since, earliest: Infinity, latest: -Infinity };
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
