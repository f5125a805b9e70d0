/*
 * Owns the rhythm of everything that moves: calm, five to ten pictures a second as the playhead's
 * speed asks for, and none while the page is hidden or nothing plays. With reduced motion asked for,
 * four a second. A picture costs, even one in which little changes.
 */

const SHORTEST_FRAME_MILLIS = 100;
const LONGEST_FRAME_MILLIS = 200;
const REDUCED_FRAME_MILLIS = 250;
/** A frame comes this much after it is asked for, on average. */
const HALF_SCREEN_FRAME_MILLIS = 8;

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

export class Animator {
  #draw;
  #wanted = false;
  #request = 0;
  #timer;
  #pause = LONGEST_FRAME_MILLIS;

  /**
   * @param draw takes whether motion is to be reduced; says after how many milliseconds a new
   *     picture would show a difference
   */
  constructor(draw) {
    this.#draw = draw;
    document.addEventListener('visibilitychange', () => this.#schedule());
  }

  run(wanted) {
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      this.#schedule();
    }
  }

  /** Waits, then asks for a frame. */
  #schedule() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#request);
    if (this.#wanted && !document.hidden) {
      const pause = Math.max(SHORTEST_FRAME_MILLIS, Math.min(LONGEST_FRAME_MILLIS, this.#pause));
      const wait = reduced.matches ? REDUCED_FRAME_MILLIS : pause;
      this.#timer = setTimeout(() => {
        this.#request = requestAnimationFrame(() => {
          this.#pause = this.#draw(reduced.matches);
          this.#schedule();
        });
      }, wait - HALF_SCREEN_FRAME_MILLIS);
    }
  }
}

/** Gives a canvas as many pixels as the screen shows of it, up to a scale; false if it has no size. */
export function fit(canvas, most) {
  const scale = Math.min(devicePixelRatio || 1, most);
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  return width > 0 && height > 0;
}

const colours = new Map();

/** A custom property of the style sheet; there is one look, so it is asked for once. */
export function colour(name) {
  if (!colours.has(name)) {
    const style = getComputedStyle(document.documentElement);
    colours.set(name, style.getPropertyValue(name).trim());
  }
  return colours.get(name);
}

/** The same, see-through: a colour of six hexadecimal digits with this share of it left. */
export function veiled(name, share) {
  return colour(name) + Math.round(255 * share).toString(16).padStart(2, '0');
}
