/* What the page says about stations: whose they are, why one cannot be had, where one went. */
import { stateInWords } from './words.js';

const OWNERSHIP = {
  open: 'Shared with everyone who listens',
  token: 'Shared with everyone who listens',
  locked: 'Shared with everyone who listens; plays as it was set',
  mine: 'Your station',
  theirs: "You are listening to somebody's station; only its maker can change it.",
};

const NONE_OFFERED = 'This server makes no stations for listeners.';

/** Why a station could not be made, by the server's reason. */
const REFUSALS = {
  stations_off: NONE_OFFERED,
  capacity: 'The server has no power left for another station. Please try again later.',
  stations_full: 'All stations for listeners are taken. Please try again later.',
  address: 'Your address has as many stations as it may have.',
  shutdown: 'The server is about to restart. Please try again in a moment.',
  too_many_controls: 'That was too often. Please try again in a moment.',
  unreachable: 'The server could not be reached.',
};

/** Whose station this is. */
export function ownershipInWords(control, offered) {
  const words = OWNERSHIP[control] ?? '';
  return control === 'theirs' && !offered ? `${words} ${NONE_OFFERED}` : words;
}

/** Why a station could not be made. */
export function refusalInWords(reason) {
  return REFUSALS[reason] ?? 'The server could not make a station.';
}

/** Why another station is not heard after all. */
export function missedInWords(station, why) {
  const name = titleOf(station);
  if (why === 'gone' || why === 'ended') {
    return `${name} is gone; it has ended.`;
  }
  return `${name} is not heard: ${why === 'unreachable' ? 'it sends no sound' : stateInWords(why)}.`;
}

/** A station by name; one without a title goes by its id. */
export function titleOf({ id, title = 'your station' }) {
  const words = title === id ? title.replaceAll('-', ' ') : title;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Which station is heard now. */
export function playingInWords(control, station) {
  const personal = { mine: 'Your station', theirs: "Somebody's station" };
  return `${personal[control] ?? titleOf(station)} plays`;
}

/** Where a station went. */
export function goneInWords({ control, offered, lingerSeconds }) {
  const minutes = Math.round((lingerSeconds ?? 0) / 60);
  const wait = minutes > 1 ? `${minutes} minutes` : 'a while';
  const what =
    control === 'mine'
      ? `A station ends when nobody has listened to it for ${wait}.`
      : `Its maker ended it, or nobody had listened to it for ${wait}.`;
  return offered ? what : `${what} ${NONE_OFFERED}`;
}
