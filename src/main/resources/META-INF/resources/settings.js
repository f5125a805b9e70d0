/* Owns what this listener chose, kept in the browser from visit to visit. */

const KEY = 'auralis.settings';
const DEFAULTS = { volume: 0.8, muted: false, details: false };

/** What was chosen before; what is missing or damaged has its default. */
export function load() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    // Storage may be forbidden or hold something else.
  }
  const settings = { ...DEFAULTS };
  for (const [name, value] of Object.entries(kept ?? {})) {
    if (name in DEFAULTS && typeof value === typeof DEFAULTS[name]) {
      settings[name] = value;
    }
  }
  settings.volume = Math.min(1, Math.max(0, settings.volume));
  return settings;
}

/** Keeps a choice. */
export function keep(changes) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...load(), ...changes }));
  } catch {
    // As above; the choice then holds for this visit.
  }
}
