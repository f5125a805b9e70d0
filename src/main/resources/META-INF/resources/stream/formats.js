/*
 * Owns the choice of a format: the smallest that browser and server both can, unless the page's
 * address says `?format=opus`, `pcm` or `json`.
 */
import { canDecodeOpus } from './opus.js';

const ALL = ['opus', 'pcm', 'json'];
/** What every browser plays and every server has. */
const SAFE = ALL.slice(1);
/** Longer than this nobody waits for the server to say what it has. */
const PATIENCE_MILLIS = 700;

export class Formats {
  #decodable = SAFE;
  #offered = SAFE;
  #asked;
  #refused = new Set();
  #missedTold = false;
  #told;
  #ready;
  #onChange;

  /**
   * @param search the query of the page's address
   * @param onChange is told when there are others to choose from
   */
  constructor(search, onChange = () => {}) {
    const asked = new URLSearchParams(search).get('format');
    this.#asked = ALL.includes(asked) ? asked : null;
    this.#onChange = onChange;
    const offer = new Promise((told) => (this.#told = told));
    this.#ready = Promise.all([this.#probe(), offer]);
  }

  /** Takes what the server says it has; one that says nothing has what every server has. */
  offer(formats) {
    this.#offered = formats ?? SAFE;
    this.#told();
    this.#onChange();
  }

  /** A promise: the choice is made, or it takes too long to wait for. */
  settled() {
    const tooLate = new Promise((pass) => setTimeout(pass, PATIENCE_MILLIS));
    return Promise.race([this.#ready, tooLate]);
  }

  /** What can be had, the smallest first. */
  get available() {
    return ALL.filter((format) => this.#decodable.includes(format) && this.#offered.includes(format));
  }

  /** What to ask the server for. */
  get wanted() {
    return this.#candidates()[0];
  }

  /** What the page's address asks for, or null. */
  get asked() {
    return this.#asked;
  }

  /** The format that the page's address asks for, if it is not what plays; once, then null. */
  tellMissed() {
    const missed = !this.#missedTold && this.#asked !== this.wanted ? this.#asked : null;
    this.#missedTold ||= missed !== null;
    return missed;
  }

  /** The wanted one is not to be had after all. True if there is another one to try. */
  refuse() {
    if (this.#candidates().length === 1) {
      return false;
    }
    this.#refused.add(this.wanted);
    this.#onChange();
    return true;
  }

  /** Finds out what the browser can. */
  async #probe() {
    if (await canDecodeOpus()) {
      this.#decodable = ALL;
      this.#onChange();
    }
  }

  #candidates() {
    const left = this.available.filter((format) => !this.#refused.has(format));
    const first = left.filter((format) => format === this.#asked);
    return [...first, ...left.filter((format) => format !== this.#asked)];
  }
}
