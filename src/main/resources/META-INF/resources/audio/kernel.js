/*
 * Owns the filter that moves music from one sample rate to another: a windowed sinc, tabulated for
 * many fractions of a sample and interpolated between them. Its cut-off lies below half of the
 * lower rate, so that nothing is mirrored.
 */

const PHASES = 256;
/** Taps on each side where the output is at least as fast as the source; more where it is slower. */
const HALF_TAPS = 16;
const MOST_HALF_TAPS = 96;
/** Kaiser's window with this beta keeps the stop band 80 dB down. */
const BETA = 8;
/** Where the filter is at half its gain, as a share of the lower rate's Nyquist frequency. */
const ROLL_OFF = 0.92;

export class Kernel {
  /** Taps on each side of a position that reading there needs. */
  half;
  #table;

  constructor(sourceRate, outputRate) {
    const ratio = Math.min(1, outputRate / sourceRate);
    this.half = Math.min(MOST_HALF_TAPS, Math.ceil(HALF_TAPS / ratio));
    this.#table = tabulate(this.half, ratio * ROLL_OFF);
  }

  /**
   * Reads two rings between their samples.
   *
   * @param position whole part, counted in samples since the start
   * @param fraction from 0 to 1
   * @param mask the rings' size less one
   * @param out takes the left and the right value
   */
  read(left, right, position, fraction, mask, out) {
    const taps = 2 * this.half;
    const at = fraction * PHASES;
    const phase = Math.floor(at);
    const between = at - phase;
    const table = this.#table;
    const first = position - this.half + 1;
    let row = phase * taps;
    let a = 0;
    let b = 0;
    for (let i = 0; i < taps; i++, row++) {
      const weight = table[row] + between * (table[row + taps] - table[row]);
      const index = (first + i) & mask;
      a += weight * left[index];
      b += weight * right[index];
    }
    out[0] = a;
    out[1] = b;
  }
}

/** A row of taps for each phase, and one more to interpolate towards; each row sums to one. */
function tabulate(half, cutOff) {
  const taps = 2 * half;
  const table = new Float32Array((PHASES + 1) * taps);
  const top = bessel(BETA);
  for (let phase = 0; phase <= PHASES; phase++) {
    const row = table.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let i = 0; i < taps; i++) {
      const x = i - half + 1 - phase / PHASES;
      const edge = x / half;
      const window = Math.abs(edge) < 1 ? bessel(BETA * Math.sqrt(1 - edge * edge)) / top : 0;
      row[i] = window * sinc(x * cutOff);
      sum += row[i];
    }
    for (let i = 0; i < taps; i++) {
      row[i] /= sum;
    }
  }
  return table;
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of the first kind and order 0, by its power series. */
function bessel(x) {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
