/*
 * Owns the presets: a button for each that the server has, in its order; the one that the controls
 * agree with is marked.
 */

const PATH = 'api/v1/presets';
const RELOAD_MILLIS = 3000;
const NEAR = 0.005;

export class Presets {
  #group;
  #onPick;
  #text = document.createElement('p');
  #buttons = [];
  #values = {};

  /**
   * @param group takes the buttons
   * @param onPick takes the preset that the listener picked
   */
  constructor(group, onPick) {
    this.#group = group;
    this.#onPick = onPick;
    this.#text.id = 'preset-text';
  }

  /** Asks the server; goes on asking until it has answered. */
  async load() {
    try {
      const response = await fetch(PATH);
      const { presets } = await response.json();
      this.#buttons = presets.map((preset) => ({ preset, button: this.#button(preset) }));
      this.#group.replaceChildren(...this.#buttons.map(({ button }) => button), this.#text);
      this.mark(this.#values);
    } catch {
      setTimeout(() => this.load(), RELOAD_MILLIS);
    }
  }

  /** Marks the preset that these values are. */
  mark(values) {
    this.#values = values;
    const marked = this.#buttons.find(({ preset }) => agree(preset, values));
    for (const one of this.#buttons) {
      one.button.setAttribute('aria-pressed', String(one === marked));
    }
    this.#text.textContent = marked?.preset.description ?? '';
  }

  #button(preset) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = preset.name;
    button.title = preset.description;
    button.dataset.preset = preset.id;
    button.addEventListener('click', () => this.#onPick(preset));
    return button;
  }
}

/** Whether a preset says what these values say, as far as both do. */
function agree(preset, values) {
  return (
    preset.key === values.key &&
    preset.bpm === values.bpm &&
    Math.abs(preset.intensity - values.intensity) < NEAR &&
    (values.mode === undefined || preset.mode === values.mode)
  );
}
