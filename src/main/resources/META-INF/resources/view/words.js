/* What the page says: states, errors and parameters in plain words. */

const STATES = {
  stopped: 'Press play',
  connecting: 'Connecting',
  playing: 'Playing',
  buffering: 'Waiting for sound',
  reconnecting: 'Reconnecting',
  full: 'The server is full',
  crowded: 'Too many listen from your address',
  slow: 'Your connection is too slow',
  refused: 'The server turned this page away',
  offline: 'You are offline',
};

const ERRORS = {
  SYNTHESIS_FAILED: 'The server lost its sound for a moment. It will be back.',
  BUFFER_UNDERRUN: 'The server fell behind for a moment.',
  BUFFER_OVERRUN: 'Your connection is slow; a moment of music was skipped.',
  GENERATION_ERROR: 'That could not be composed. The music goes on as it was.',
};

const PARAMETERS = {
  key: (value) => value,
  mode: (value) => capitalised(value),
  bpm: (value) => `${value} BPM`,
  intensity: (value) => `${Math.round(value * 100)} %`,
};

const FORMATS = { opus: 'Opus', pcm: 'PCM', json: 'JSON' };

/** A format of the stream by name. */
export function formatName(format) {
  return FORMATS[format];
}

/** A state of the page in words. */
export function stateInWords(state) {
  return STATES[state];
}

/** Why the page was refused, and when the next attempt is made. */
export function attemptInWords(state, reason, seconds) {
  const why = state === 'refused' ? reason || 'It may not be allowed to listen from here.' : '';
  const when = seconds > 0 ? `Trying again in ${seconds} s` : '';
  return [why, when].filter((part) => part).join(' ');
}

/** An error message of the server. */
export function errorInWords({ code, message }) {
  return ERRORS[code] ?? message;
}

/** The value of a parameter beside its name. */
export function valueInWords(name, value) {
  return PARAMETERS[name](value);
}

/** A parameter that stands alone. */
export function inWords(name, value) {
  const words = PARAMETERS[name](value);
  return name === 'intensity' || name === 'mode' ? `${name} ${words}` : words;
}

/** Changes by name and value. */
export function changesInWords(changes) {
  return changes.map(([name, value]) => inWords(name, value)).join(', ');
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
