/*
 * Owns what this tab keeps about stations of the listener's own, by id, in session storage: the control
 * token, the shared station that it came from, and the parameters to make it anew with.
 */

const KEY = 'auralis.stations';
/** Older ones are forgotten. */
const MOST = 8;

let entries = read();

/** What is kept about a station: { token, from, parameters }, or undefined. */
export function keptOf(id) {
  return entries[id];
}

/** The id of the station that was made last, or undefined. */
export function lastKept() {
  return Object.keys(entries).at(-1);
}

/** Keeps something about a station. */
export function keepStation(id, changes) {
  entries = { ...entries, [id]: { ...entries[id], ...changes } };
  for (const old of Object.keys(entries).slice(0, -MOST)) {
    delete entries[old];
  }
  write();
}

/** Forgets a station: it is gone, or its token is not taken. */
export function forgetStation(id) {
  delete entries[id];
  write();
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    // Storage may be forbidden or damaged; what is kept then holds until the page is left.
    return {};
  }
}

function write() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // As above.
  }
}
