/* What key and mode are together: each key has a mode of its own, others are played on its root. */

/** The mode that a key has unless another is asked for. */
export function ownMode(key) {
  return key.endsWith('minor') ? 'aeolian' : 'major';
}

/** Key and mode by name: "A minor", or "A dorian" where the mode is not the key's own. */
export function tonality({ key, mode }) {
  return mode === undefined || mode === ownMode(key) ? key : `${key.split(' ')[0]} ${mode}`;
}
