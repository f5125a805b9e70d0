/*
 * Knows where stations are found: the requests about them, and the paths below each. A station here is
 * what the server says of one: { id, kind, title, control, effects, ... }.
 */

const PATH = 'api/v1/stations';

/** The station that every server has. */
export const MAIN = { id: 'main', kind: 'shared', title: 'main', control: 'open' };

/** Where things of a station are, relative to the page. */
export function pathsOf(id) {
  const main = id === MAIN.id;
  const base = main ? 'api/v1' : `${PATH}/${encodeURIComponent(id)}`;
  const query = main ? '' : `?station=${encodeURIComponent(id)}`;
  return {
    page: query || '?',
    stream: `ws/stream${query}`,
    control: `${base}/control`,
    phrase: `${base}/phrases/current`,
    midi: `${base}/phrases/current.mid`,
  };
}

/** The shared stations, and whether listeners may have their own: { shared, personal }. */
export async function listStations() {
  const response = await fetch(PATH, { cache: 'no-store' });
  if (response.status === 404) {
    // A server that plays one station only.
    return { shared: [MAIN], personal: { offered: false } };
  }
  const { stations, personal } = await answerOf(response);
  return { shared: stations, personal };
}

/** What the server says of a station; null where there is none with this id. */
export async function findStation(id) {
  const response = await fetch(`${PATH}/${encodeURIComponent(id)}`, { cache: 'no-store' });
  return response.status === 404 || response.status === 400 ? null : answerOf(response);
}

/** Has a station made with these parameters: { made } or { refused }, a reason. */
export async function makeStation(parameters) {
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(parameters),
  };
  try {
    const response = await fetch(PATH, options);
    const answer = await response.json();
    return response.ok ? { made: answer } : { refused: answer.reason ?? '' };
  } catch {
    return { refused: 'unreachable' };
  }
}

/** Ends a station that was made and is not wanted any more. */
export function endStation({ id, control_token: token }) {
  const headers = { Authorization: `Bearer ${token}` };
  fetch(`${PATH}/${id}`, { method: 'DELETE', headers }).catch(() => {});
}

function answerOf(response) {
  if (!response.ok) {
    throw new Error(`The server answered ${response.status}`);
  }
  return response.json();
}
