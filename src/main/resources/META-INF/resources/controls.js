/*
 * Owns the controls of the music, which all listeners share: fills them from the server, collects
 * what the listener changes and moves them when somebody else does.
 */

const DEBOUNCE_MILLIS = 250;
const RELOAD_MILLIS = 3000;
const CONTROL_PATH = 'api/v1/control';

const WORDS = {
  key: (value) => value,
  bpm: (value) => `${value} BPM`,
  intensity: (value) => `${Math.round(value * 100)} %`,
};

export class Controls {
  #fields;
  #inputs;
  #send;
  #unsent = {};
  #held = new Set();
  #sendTimer;
  #reloadTimer;
  #filled = false;

  /**
   * @param fields the fieldset with a control of the name of each parameter
   * @param send takes the parameters that changed
   */
  constructor(fields, send) {
    this.#fields = fields;
    this.#send = send;
    this.#inputs = {
      key: fields.elements.key,
      bpm: fields.elements.bpm,
      intensity: fields.elements.intensity,
    };
    for (const [name, input] of Object.entries(this.#inputs)) {
      const moved = input.type === 'range' ? 'input' : 'change';
      input.addEventListener(moved, () => this.#changed(name));
      input.addEventListener('change', () => this.#held.delete(name));
      input.addEventListener('blur', () => this.#held.delete(name));
    }
  }

  /** Asks the server for values and limits; goes on asking until it has got them once. */
  async refresh() {
    clearTimeout(this.#reloadTimer);
    try {
      const response = await fetch(CONTROL_PATH, { cache: 'no-store' });
      if (!response.ok) {
        throw new Error(`The server answered ${response.status}`);
      }
      this.#fill(await response.json());
    } catch {
      if (!this.#filled) {
        this.#reloadTimer = setTimeout(() => this.refresh(), RELOAD_MILLIS);
      }
    }
  }

  /** Moves the controls, but for what the listener is just changing. */
  show(parameters) {
    for (const [name, input] of Object.entries(this.#inputs)) {
      if (parameters[name] !== undefined && !this.#held.has(name) && !(name in this.#unsent)) {
        input.value = parameters[name];
        this.#describe(name);
      }
    }
  }

  #fill({ key, bpm, intensity }) {
    if (this.#inputs.key.options.length !== key.allowed.length) {
      this.#inputs.key.replaceChildren(...key.allowed.map((name) => new Option(name, name)));
    }
    limit(this.#inputs.bpm, bpm);
    limit(this.#inputs.intensity, intensity);
    this.#filled = true;
    this.#fields.disabled = false;
    this.show({ key: key.value, bpm: bpm.value, intensity: intensity.value });
  }

  #changed(name) {
    const input = this.#inputs[name];
    if (input.type === 'range') {
      this.#held.add(name);
    }
    this.#unsent[name] = input.type === 'range' ? input.valueAsNumber : input.value;
    this.#describe(name);
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => {
      const changes = this.#unsent;
      this.#unsent = {};
      this.#send(changes);
    }, DEBOUNCE_MILLIS);
  }

  #describe(name) {
    const input = this.#inputs[name];
    if (input.type === 'range') {
      const words = WORDS[name](input.valueAsNumber);
      input.setAttribute('aria-valuetext', words);
      this.#fields.querySelector(`output[for="${input.id}"]`).value = words;
      paintRange(input);
    }
  }
}

/** Changes parameters without a stream; throws what to tell the listener if that fails. */
export async function postControl(changes) {
  let response;
  try {
    response = await fetch(CONTROL_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(changes),
    });
  } catch {
    throw new Error('The change did not reach the server.');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.message ?? 'The server did not take the change.');
  }
  return answer.params;
}

/** A parameter in words. */
export function inWords(name, value) {
  return name === 'intensity' ? `intensity ${WORDS.intensity(value)}` : WORDS[name](value);
}

/** Tells the style sheet how far a slider is filled. */
export function paintRange(input) {
  const share = (input.valueAsNumber - input.min) / (input.max - input.min || 1);
  input.style.setProperty('--fill', `${share * 100}%`);
}

function limit(input, { min, max }) {
  input.min = min;
  input.max = max;
}
