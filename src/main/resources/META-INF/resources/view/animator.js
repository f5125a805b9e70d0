/*
 * Owns the rhythm of everything that moves: calm, a dozen pictures a second, and none while the page
 * is hidden or nothing plays. With reduced motion asked for, four a second.
 */

const FRAME_MILLIS = 1000 / 12;
const REDUCED_FRAME_MILLIS = 250;
/** A frame comes this much after it is asked for, on average. */
const HALF_SCREEN_FRAME_MILLIS = 8;

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

export class Animator {
  #draw;
  #wanted = false;
  #request = 0;
  #timer;

  /** @param draw takes whether motion is to be reduced */
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

  /** Waits, then asks for a frame: each frame asked for costs, even if nothing is drawn in it. */
  #schedule() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#request);
    if (this.#wanted && !document.hidden) {
      const wait = reduced.matches ? REDUCED_FRAME_MILLIS : FRAME_MILLIS;
      this.#timer = setTimeout(() => {
        this.#request = requestAnimationFrame(() => {
          this.#draw(reduced.matches);
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
