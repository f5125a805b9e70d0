/*
 * Owns the choice of a station: the shared ones, those of the listener's own, and what the listener
 * does with them. Knows whose the station is that is heard.
 */
import { secondsToBar } from '../music/bars.js';
import { ownMode } from '../music/tonality.js';
import { stationAsked } from './address.js';
import { endStation, findStation, listStations, MAIN, makeStation } from './directory.js';
import { forgetStation, keepStation, keptOf, lastKept } from './kept.js';

const RELOAD_MILLIS = 3000;
/** A bar line that is nearer cannot be kept. */
const NEAREST_BAR_SECONDS = 0.6;

export class Choice {
  #shared = [MAIN];
  #personal = { offered: false };
  #tuner = null;
  #making = false;
  #handlers;

  /**
   * @param handlers values() the parameters that the controls show, onChange() when there is anything
   *     to draw, and onRefused(reason) when a station could not be made
   */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** The station that the page's address asks for, as far as it is known yet. */
  get asked() {
    const id = stationAsked();
    return id === MAIN.id ? MAIN : { id, kind: keptOf(id) ? 'personal' : undefined };
  }

  /** Takes what plays the stations. */
  use(tuner) {
    this.#tuner = tuner;
  }

  /** The shared stations. */
  get shared() {
    return this.#shared;
  }

  /** The listener's own station that was made last, or null. */
  get own() {
    const id = lastKept();
    const lost = this.#tuner.lost && id === this.#tuner.station.id;
    return id === undefined || lost ? null : { id, kind: 'personal' };
  }

  /** Whether listeners may have stations of their own, and how long those last: { offered, linger_sec }. */
  get personal() {
    return this.#personal;
  }

  /** Who controls the station that is heard: open, token, locked, mine, theirs; null if not known. */
  get control() {
    const { id, kind, control } = this.#tuner.station;
    if (kind === 'personal') {
      return keptOf(id) ? 'mine' : 'theirs';
    }
    return control ?? null;
  }

  /** Whether a station of one's own is about to be heard. */
  get making() {
    return this.#making && this.#tuner.turning;
  }

  /** The shared station that the one that is heard came from. */
  get origin() {
    const from = keptOf(this.#tuner.station.id)?.from;
    return this.#shared.find(({ id }) => id === from) ?? this.#shared[0];
  }

  /** Asks the server for the shared stations and the one that is heard. */
  async refresh() {
    try {
      const { shared, personal } = await listStations();
      this.#shared = shared;
      this.#personal = personal;
      const { id } = this.#tuner.station;
      const station = shared.find((one) => one.id === id) ?? (await findStation(id));
      const own = lastKept();
      if (own !== undefined && own !== id && !(await findStation(own))) {
        forgetStation(own);
      }
      if (station) {
        this.#tuner.learn(station);
      } else if (id === this.#tuner.station.id && !this.#tuner.session) {
        this.#tuner.lose('gone');
      }
    } catch {
      setTimeout(() => this.refresh(), RELOAD_MILLIS);
    }
    this.#handlers.onChange();
  }

  /** Goes over to a station by its id. */
  tune(id) {
    this.#making = false;
    if (id !== this.#tuner.station.id) {
      this.#forgetLost();
      this.#tuner.tune(this.#shared.find((one) => one.id === id) ?? { id, kind: 'personal' });
    }
  }

  /** Keeps what the listener's own station is to be made anew with. */
  remember(parameters) {
    const { id } = this.#tuner.station;
    if (this.control === 'mine' && !this.#tuner.lost) {
      const { effects } = keptOf(id).parameters;
      keepStation(id, { parameters: { ...withoutOwnMode(parameters), effects } });
    }
  }

  /** Forgets a station: it is gone, or not the listener's after all. */
  forget(id) {
    forgetStation(id);
  }

  /** From what sounds a station of one's own goes on at the next bar. */
  make() {
    const { session, station } = this.#tuner;
    const sounding = session?.nowPlaying.playing ?? this.#handlers.values();
    const parameters = withoutOwnMode(sounding);
    if (station.effects !== undefined) {
      parameters.effects = station.effects;
    }
    this.#make(parameters, secondsToNextBar(session));
  }

  /** In place of a station that is gone another one is made, as that one was. */
  renew() {
    const { id } = this.#tuner.station;
    this.#make(keptOf(id)?.parameters ?? withoutOwnMode(this.#handlers.values()), 0);
  }

  #make(parameters, seconds) {
    const { id, kind } = this.#tuner.station;
    const from = kind === 'shared' ? id : this.origin.id;
    const find = async () => {
      const { made, refused } = await makeStation(parameters);
      if (!made) {
        this.#handlers.onRefused(refused);
        return null;
      }
      this.#forgetLost();
      keepStation(made.id, { token: made.control_token, from, parameters });
      return made;
    };
    const discard = (made) => {
      forgetStation(made.id);
      endStation(made);
    };
    this.#making = true;
    this.#tuner.turnTo(find, seconds, discard);
  }

  #forgetLost() {
    if (this.#tuner.lost) {
      forgetStation(this.#tuner.station.id);
    }
  }
}

/** Until the next bar line that is heard; at once where that is not known. */
function secondsToNextBar(session) {
  const place = session?.player.place ?? null;
  const phrase = place === null ? null : session.phrases.at(place);
  return phrase ? secondsToBar(phrase, place, NEAREST_BAR_SECONDS) : 0;
}

/** The mode goes without saying where it is the key's own. */
function withoutOwnMode({ mode, ...parameters }) {
  const own = mode === undefined || mode === ownMode(parameters.key ?? '');
  return own ? parameters : { ...parameters, mode };
}
