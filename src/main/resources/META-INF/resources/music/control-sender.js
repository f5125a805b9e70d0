/*
 * Owns the way of a change to the server: over the stream while there is one, else by a request.
 * Where a shared station wants a token, asks for it, keeps it for the session and sends again what was
 * refused. A station of one's own has a token from its beginning.
 */

import { errorInWords } from '../view/words.js';
import { keptOf } from '../stations/kept.js';
import { pathsOf } from '../stations/directory.js';

const WANTS_TOKEN = 'token_required';
const TOKEN_KEY = 'auralis.token';
/** A refusal comes within this; the protocol has no word for success. */
const ANSWER_MILLIS = 5000;

export class ControlSender {
  #handlers;
  #station;
  #token = null;
  /** What may yet be refused. */
  #unanswered = {};
  #lastSent = 0;
  #asking = null;
  #given = null;

  /**
   * @param handlers send(message) over the stream, false if there is none; askForToken(wrong), a
   *     promise of the token or null; onNotMine() where the token of a station of one's own is not
   *     taken; onAccepted(parameters) and onFailure(sentence)
   */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** Changes go to this station from now on. */
  use(station) {
    if (station.id !== this.#station?.id) {
      this.#unanswered = {};
    }
    this.#station = station;
    this.#token = station.kind === 'personal' ? (keptOf(station.id)?.token ?? null) : this.#shared();
  }

  /** Sends changed parameters by name. */
  async change(changes) {
    const answered = !this.#asking && performance.now() - this.#lastSent > ANSWER_MILLIS;
    this.#unanswered = { ...(answered ? {} : this.#unanswered), ...changes };
    this.#lastSent = performance.now();
    if (this.#asking) {
      return;
    }
    const message = { type: 'control', ...changes, timestamp: new Date().toISOString() };
    if (this.#token !== null) {
      message.token = this.#token;
    }
    if (!this.#handlers.send(message)) {
      await this.#post(changes);
    }
  }

  /** Takes an error that came over the stream; whether it was about the token. */
  refused(error) {
    const wantsToken = asksForToken(error);
    if (wantsToken) {
      this.#askAndRepeat();
    }
    return wantsToken;
  }

  async #post(changes) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.#token !== null) {
      headers.Authorization = `Bearer ${this.#token}`;
    }
    const station = this.#station;
    let response;
    try {
      const path = pathsOf(station.id).control;
      response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(changes) });
    } catch {
      this.#handlers.onFailure('The change did not reach the server.');
      return;
    }
    const answer = await response.json().catch(() => ({}));
    if (station.id !== this.#station.id) {
      return;
    }
    if (response.status === 401 || asksForToken(answer)) {
      await this.#askAndRepeat();
    } else if (response.ok) {
      this.#unanswered = {};
      this.#handlers.onAccepted(answer.params);
    } else {
      this.#unanswered = {};
      const message = answer.detail ?? 'The server did not take the change.';
      this.#handlers.onFailure(errorInWords({ ...answer, message }));
    }
  }

  async #askAndRepeat() {
    if (this.#asking) {
      return;
    }
    const station = this.#station;
    if (station.kind === 'personal') {
      this.#handlers.onNotMine();
      return;
    }
    this.#asking = this.#handlers.askForToken(this.#token !== null);
    const token = await this.#asking;
    this.#asking = null;
    if (station.id !== this.#station.id) {
      return;
    }
    const changes = this.#unanswered;
    this.#unanswered = {};
    if (token === null) {
      this.#handlers.onFailure('The music stays as it is.');
      return;
    }
    this.#keep(token);
    await this.change(changes);
  }

  /** The token of all shared stations, if the listener has given it. */
  #shared() {
    try {
      return sessionStorage.getItem(TOKEN_KEY) ?? this.#given;
    } catch {
      return this.#given;
    }
  }

  #keep(token) {
    this.#token = token;
    this.#given = token;
    try {
      sessionStorage.setItem(TOKEN_KEY, token);
    } catch {
      // Storage may be forbidden; the token then holds until the page is left.
    }
  }
}

/** Servers that name no reason name the field. */
function asksForToken({ reason, errors }) {
  return reason === WANTS_TOKEN || (errors?.some(({ field }) => field === 'token') ?? false);
}
