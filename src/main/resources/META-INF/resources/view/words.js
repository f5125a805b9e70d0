/* What the page says: states, errors and parameters in plain words. */

const STATES = {
  stopped: 'Press play',
  connecting: 'Connecting',
  playing: 'Playing',
  silent: 'The server sends silence',
  halted: 'The sound is halted',
  buffering: 'Waiting for sound',
  reconnecting: 'Reconnecting',
  full: 'The server is full',
  crowded: 'Too many listen from your address',
  slow: 'Your connection is too slow',
  refused: 'The server turned this page away',
  offline: 'You are offline',
  gone: 'This station is gone',
  ended: 'This station has ended',
};

/** By the server's reason. */
const ERRORS = {
  synthesis_failed: 'The server lost its sound for a moment. It will be back.',
  buffer_underrun: 'The server fell behind for a moment.',
  slow: 'Your connection is slow; a moment of music was skipped.',
  late: 'The server fell behind; a moment of music was skipped.',
  generation_error: 'That could not be composed. The music goes on as it was.',
  locked: 'This station cannot be changed.',
  too_many_controls: 'Too many changes at once; the last one was not taken.',
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
export function stateInWords(state, muted = false) {
  return STATES[state] + (state === 'playing' && muted ? ', muted' : '');
}

/** Why the page was refused, its sound is halted or its station gone, and when the next attempt is made. */
export function attemptInWords(state, { reason, held, action }, seconds) {
  const whys = {
    refused: reason || 'It may not be allowed to listen from here.',
    halted: haltedInWords(action, held),
    gone: reason,
    ended: reason,
  };
  const why = whys[state] ?? '';
  const when = seconds > 0 ? `Trying again in ${seconds} s` : '';
  return [why, when].filter((part) => part).join(' ');
}

/** How the sound of a halted device comes back; the words name the button that is there. */
function haltedInWords(action, held) {
  if (action === 'stop') {
    return 'It comes back by itself; Stop ends it.';
  }
  return held ? 'Press Resume to go on.' : 'It comes back by itself, or press Resume.';
}

/** An error of the server. */
export function errorInWords({ reason, message }) {
  return ERRORS[reason] ?? message;
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
