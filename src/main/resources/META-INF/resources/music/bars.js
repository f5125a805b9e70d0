/* Knows where bar lines are. */

const BEATS_PER_BAR = 4;
/** Sums of seconds are not exact. */
const SAME_SECONDS = 1e-6;

/**
 * Seconds from a place on the timeline to the first bar line that is no nearer than `least` seconds. A
 * phrase begins at a bar line; bars behind its end are counted from there.
 */
export function secondsToBar({ start, end, bpm }, place, least) {
  const bar = (BEATS_PER_BAR * 60) / bpm;
  const earliest = place + least;
  const first = earliest > end ? end : start;
  const line = first + Math.ceil((earliest - first) / bar - SAME_SECONDS) * bar;
  return (earliest <= end ? Math.min(line, end) : line) - place;
}
