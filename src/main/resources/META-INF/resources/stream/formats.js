/*
 * Owns the choice of a format: the smallest that browser and server both can, unless the page's
 * address says `?format=opus`, `pcm` or `json`.
 */
import { canDecodeOpus } from './opus.js';

const ALL = ['opus', 'pcm', 'json'];

export class Formats {
  #candidates = ALL.slice(1);
  #asked;

  /** @param search the query of the page's address */
  constructor(search) {
    const asked = new URLSearchParams(search).get('format');
    this.#asked = ALL.includes(asked) ? asked : null;
  }

  /** Finds out what the browser can. */
  async probe() {
    const able = (await canDecodeOpus()) ? ALL : ALL.slice(1);
    const first = able.includes(this.#asked) ? [this.#asked] : [];
    this.#candidates = [...first, ...able.filter((format) => format !== this.#asked)];
  }

  /** What to ask the server for. */
  get wanted() {
    return this.#candidates[0];
  }

  /** What the page's address asks for, or null. */
  get asked() {
    return this.#asked;
  }

  /** The wanted one is not to be had; json always is. True if there is another one to try. */
  refuse() {
    if (this.#candidates.length > 1) {
      this.#candidates.shift();
      return true;
    }
    return false;
  }
}
