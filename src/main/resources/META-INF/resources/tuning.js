/*
 * Owns how the listener changes what is heard: presets and controls, the way of a change to the server,
 * and the question for a token.
 */
import { ControlSender } from './music/control-sender.js';
import { pathsOf } from './stations/directory.js';
import { Controls } from './view/controls.js';
import { Presets } from './view/presets.js';
import { TokenDialog } from './view/token-dialog.js';

/** Whose controls show values only. */
const FIXED = ['locked', 'theirs'];

export class Tuning {
  #controls;
  #presets;
  #sender;

  /**
   * @param handlers send(message) over the stream, false if there is none; onValues(values) what the
   *     controls show, onStream(offer) how the stream can be had, onGone() that there is no such
   *     station, onNotMine() that its token is not taken, and onFailure(sentence)
   */
  constructor({ send, onValues, onStream, onGone, onNotMine, onFailure }) {
    const dialog = new TokenDialog(document.getElementById('token-dialog'));
    this.#presets = new Presets(document.getElementById('presets'), (preset) => this.#pick(preset));
    this.#controls = new Controls(document.getElementById('music'), {
      onChange: (changes) => this.#sender.change(changes),
      onShow: (values) => {
        this.#presets.mark(values);
        onValues(values);
      },
      onStream,
      onGone,
    });
    this.#sender = new ControlSender({
      send,
      askForToken: (wrong) => dialog.ask(wrong),
      onNotMine,
      onAccepted: (parameters) => this.#controls.show(parameters),
      onFailure: (sentence) => {
        onFailure(sentence);
        this.#controls.refresh();
      },
    });
    this.#presets.load();
  }

  /** Changes and shows this station from now on; control says whose it is, null if not known yet. */
  use(station, control) {
    this.#sender.use(station);
    if (control !== null) {
      this.#controls.use(pathsOf(station.id).control, FIXED.includes(control));
    }
  }

  /** Asks the server what to show. */
  refresh() {
    this.#controls.refresh();
  }

  /** Shows what somebody asked for. */
  show(parameters) {
    this.#controls.show(parameters);
  }

  /** Takes an error that came over the stream; whether it was about the token. */
  refused(error) {
    return this.#sender.refused(error);
  }

  /** The parameters that the controls show. */
  get values() {
    return this.#controls.values;
  }

  /** A preset is a control like any other; what the server does not know of it is left out. */
  #pick(preset) {
    const known = ['key', 'mode', 'bpm', 'intensity'].filter((name) => this.#controls.knows(name));
    this.#controls.change(Object.fromEntries(known.map((name) => [name, preset[name]])));
  }
}
