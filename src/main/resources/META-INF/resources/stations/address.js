/* Owns the station in the page's address: `/` is the main one, `/?station=<id>` another. */
import { MAIN } from './directory.js';

const NAME = 'station';

/** The id that the address asks for. */
export function stationAsked() {
  return new URLSearchParams(location.search).get(NAME) || MAIN.id;
}

/** Has the address name a station; other parameters stay. */
export function nameStation(id) {
  const url = new URL(location.href);
  if (id === MAIN.id) {
    url.searchParams.delete(NAME);
  } else {
    url.searchParams.set(NAME, id);
  }
  if (url.href !== location.href) {
    history.replaceState(history.state, '', url);
  }
}
