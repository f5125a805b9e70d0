/* Knows when the listener is there: a gesture, or a page and its devices that come back. */

/** What browsers take for somebody who is there; some begin sound only then. */
const GESTURES = ['pointerdown', 'pointerup', 'click', 'keydown'];

/**
 * Listens to the page.
 *
 * @param button its gestures have a meaning of their own
 * @param handlers onGesture(); onReturn() after the page was away or a device came or went; onThaw()
 *     where the browser had put the whole page aside
 */
export function watchPresence(button, { onGesture, onReturn, onThaw }) {
  for (const gesture of GESTURES) {
    document.addEventListener(
      gesture,
      ({ target }) => {
        if (!button.contains(target)) {
          onGesture();
        }
      },
      true,
    );
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      onReturn();
    }
  });
  document.addEventListener('resume', onReturn);
  window.addEventListener('focus', onReturn);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) {
      onThaw();
    }
  });
  navigator.mediaDevices?.addEventListener('devicechange', onReturn);
}
