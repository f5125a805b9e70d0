/* Owns what concerns this listener alone: volume, mute and the sleep timer. */
import { keep, load } from '../settings.js';
import { SleepTimer } from '../sleep-timer.js';
import { paintRange } from './range.js';

/** Back from the sleep timer's fade. */
const RETURN_SECONDS = 1;

export class Own {
  #slider = document.getElementById('volume');
  #text = document.getElementById('volume-text');
  #mute = document.getElementById('mute');
  #sleep = document.getElementById('sleep');
  #sleepText = document.getElementById('sleep-text');
  #muted;
  #handlers;

  /** @param handlers onVolume(volume), onFade(level, seconds), onSleep() */
  constructor(handlers) {
    this.#handlers = handlers;
    const { volume, muted } = load();
    this.#slider.value = volume;
    this.#muted = muted;
    this.#draw();
    this.#slider.addEventListener('input', () => {
      this.#muted = false;
      this.#changed();
    });
    this.#mute.addEventListener('click', () => {
      this.#muted = !this.#muted;
      this.#changed();
    });
    const timer = new SleepTimer({
      onTick: (left) => this.#tick(left),
      onFade: (seconds) =>
        seconds === null ? handlers.onFade(1, RETURN_SECONDS) : handlers.onFade(0, seconds),
      onEnd: () => {
        this.#sleep.value = '0';
        handlers.onSleep();
      },
    });
    // Browsers may put a form's old values back without saying so.
    this.#sleep.value = '0';
    this.#sleep.addEventListener('change', () => timer.set(Number(this.#sleep.value)));
  }

  /** How loud, from 0 to 1. */
  get volume() {
    return this.#muted ? 0 : this.#slider.valueAsNumber;
  }

  #changed() {
    this.#draw();
    this.#handlers.onVolume(this.volume);
    keep({ volume: this.#slider.valueAsNumber, muted: this.#muted });
  }

  #draw() {
    const percent = `${Math.round(this.#slider.valueAsNumber * 100)} %`;
    this.#text.value = this.#muted ? 'Muted' : percent;
    this.#slider.setAttribute('aria-valuetext', percent);
    this.#mute.setAttribute('aria-pressed', String(this.#muted));
    paintRange(this.#slider);
  }

  #tick(left) {
    const minutes = Math.ceil((left ?? 0) / 60);
    const words = left === null ? '' : left > 60 ? `${minutes} min left` : `${Math.ceil(left)} s left`;
    if (this.#sleepText.value !== words) {
      this.#sleepText.value = words;
    }
  }
}
