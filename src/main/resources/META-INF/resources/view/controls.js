/*
 * Owns the controls of the music: fills them from the server, collects what the listener changes and
 * moves them when somebody else does. A parameter that the server does not know stays hidden. Where
 * the listener may not change anything, values stand in their place.
 */
import { paintRange } from './range.js';
import { valueInWords } from './words.js';

const DEBOUNCE_MILLIS = 250;
const RELOAD_MILLIS = 3000;
const NOT_FOUND = 404;
const NAMES = ['key', 'mode', 'bpm', 'intensity'];

export class Controls {
  #fields;
  #path = null;
  #inputs;
  #handlers;
  #unsent = {};
  #held = new Set();
  #sendTimer;
  #reloadTimer;
  #filled = false;
  #known = new Set();
  #values = {};

  /**
   * @param fields the fieldset with a control of the name of each parameter
   * @param handlers onChange(changes) takes what the listener changed, onShow(values) what the
   *     controls show, onStream(offer) how the server says its stream can be had; onGone() is told
   *     that there is no such station
   */
  constructor(fields, handlers) {
    this.#fields = fields;
    this.#handlers = handlers;
    this.#inputs = Object.fromEntries(NAMES.map((name) => [name, fields.elements[name]]));
    for (const [name, input] of Object.entries(this.#inputs)) {
      const moved = input.type === 'range' ? 'input' : 'change';
      input.addEventListener(moved, () => this.#changed(name));
      input.addEventListener('change', () => this.#held.delete(name));
      input.addEventListener('blur', () => this.#held.delete(name));
    }
  }

  /**
   * Shows the controls of a station.
   *
   * @param path of its controls
   * @param fixed whether they are values only
   */
  use(path, fixed) {
    this.#fields.toggleAttribute('data-fixed', fixed);
    if (path !== this.#path) {
      this.#path = path;
      this.#filled = false;
      this.#drop();
      this.refresh();
    }
  }

  /** Asks the server for values and limits; goes on asking until it has got them once. */
  async refresh() {
    clearTimeout(this.#reloadTimer);
    const path = this.#path;
    if (path === null) {
      return;
    }
    try {
      const response = await fetch(path, { cache: 'no-store' });
      if (!response.ok) {
        throw new Error(`The server answered ${response.status}`, { cause: response.status });
      }
      const controls = await response.json();
      if (path === this.#path) {
        this.#fill(controls);
      }
    } catch ({ cause }) {
      if (path !== this.#path) {
        return;
      }
      if (cause === NOT_FOUND) {
        this.#handlers.onGone();
      } else if (!this.#filled) {
        this.#reloadTimer = setTimeout(() => this.refresh(), RELOAD_MILLIS);
      }
    }
  }

  /** What they show, by name. */
  get values() {
    return this.#values;
  }

  /** Whether the server has this parameter. */
  knows(name) {
    return this.#known.has(name);
  }

  /** Moves the controls, but for what the listener is just changing. */
  show(parameters) {
    for (const name of this.#known) {
      const value = parameters[name];
      if (value !== undefined && !this.#held.has(name) && !(name in this.#unsent)) {
        this.#inputs[name].value = value;
        this.#values = { ...this.#values, [name]: value };
        this.#describe(name);
      }
    }
    this.#handlers.onShow(this.#values);
  }

  /** Takes several changes at once, as of a preset, and moves the controls along. */
  change(changes) {
    this.#drop();
    this.show(changes);
    this.#handlers.onChange(changes);
  }

  /** Forgets what the listener is just changing. */
  #drop() {
    this.#held.clear();
    this.#unsent = {};
    clearTimeout(this.#sendTimer);
  }

  #fill(controls) {
    for (const name of NAMES.filter((known) => controls[known])) {
      const { allowed, min, max } = controls[name];
      const input = this.#inputs[name];
      if (allowed) {
        choices(input, name, allowed);
      } else {
        input.min = min;
        input.max = max;
      }
      this.#known.add(name);
      input.closest('.control').hidden = false;
    }
    this.#filled = true;
    this.#fields.disabled = false;
    this.#handlers.onStream(controls.stream);
    this.show(Object.fromEntries([...this.#known].map((name) => [name, controls[name].value])));
  }

  #changed(name) {
    const input = this.#inputs[name];
    if (input.type === 'range') {
      this.#held.add(name);
    }
    const value = input.type === 'range' ? input.valueAsNumber : input.value;
    this.#unsent[name] = value;
    this.#values = { ...this.#values, [name]: value };
    this.#describe(name);
    this.#handlers.onShow(this.#values);
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => {
      const changes = this.#unsent;
      this.#unsent = {};
      this.#handlers.onChange(changes);
    }, DEBOUNCE_MILLIS);
  }

  #describe(name) {
    const input = this.#inputs[name];
    const range = input.type === 'range';
    const words = valueInWords(name, range ? input.valueAsNumber : input.value);
    this.#fields.querySelector(`output[for="${input.id}"]`).value = words;
    if (range) {
      input.setAttribute('aria-valuetext', words);
      paintRange(input);
    }
  }
}

function choices(select, name, allowed) {
  if (select.options.length !== allowed.length) {
    select.replaceChildren(
      ...allowed.map((value) => new Option(valueInWords(name, value), value)),
    );
  }
}
