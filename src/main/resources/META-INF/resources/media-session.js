/*
 * Owns the tie to media keys and lock screens. Browsers give those to pages with a media element
 * that plays, not to those with an audio context, so a silent one plays along.
 */

const SILENCE_SECONDS = 10;
const SILENCE_RATE = 8000;
const ARTWORK = [
  { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
];

export class MediaKeys {
  #element = null;
  #wanted = false;
  #handlers;

  /**
   * @param handlers onPlay() and onStop() are the listener's keys; onHold() is told that the platform
   *     paused the page, as for headphones that were pulled out, onWake() that it lets it play again
   */
  constructor(handlers) {
    this.#handlers = handlers;
    const { onPlay, onStop } = handlers;
    if (!navigator.mediaSession) {
      return;
    }
    const actions = { play: onPlay, pause: onStop, stop: onStop };
    for (const [action, handler] of Object.entries(actions)) {
      try {
        navigator.mediaSession.setActionHandler(action, handler);
      } catch {
        // A browser need not know every action.
      }
    }
  }

  /** Says that music plays or does not. */
  play(playing) {
    if (!navigator.mediaSession) {
      return;
    }
    this.#wanted = playing;
    navigator.mediaSession.playbackState = playing ? 'playing' : 'paused';
    if (playing) {
      this.#element ??= this.#listen(silence());
      this.#element.play().catch(() => {});
    } else {
      this.#element?.pause();
    }
  }

  /** Says that the music is halted, and will go on. */
  halt() {
    if (navigator.mediaSession) {
      navigator.mediaSession.playbackState = 'paused';
    }
  }

  #listen(element) {
    element.addEventListener('pause', () => this.#wanted && this.#handlers.onHold());
    element.addEventListener('play', () => this.#wanted && this.#handlers.onWake());
    return element;
  }

  /** Says what plays. */
  describe(title) {
    if (navigator.mediaSession && navigator.mediaSession.metadata?.title !== title) {
      navigator.mediaSession.metadata = new MediaMetadata({
        title,
        artist: 'Auralis',
        artwork: ARTWORK,
      });
    }
  }
}

/** A loop of silence, long enough to count as media: a WAV of bytes at rest. */
function silence() {
  const frames = SILENCE_SECONDS * SILENCE_RATE;
  const wav = new DataView(new ArrayBuffer(44 + frames));
  const text = (at, word) => [...word].forEach((c, i) => wav.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  wav.setUint32(4, 36 + frames, true);
  text(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, SILENCE_RATE, true);
  wav.setUint32(28, SILENCE_RATE, true);
  wav.setUint16(32, 1, true);
  wav.setUint16(34, 8, true);
  text(36, 'data');
  wav.setUint32(40, frames, true);
  new Uint8Array(wav.buffer, 44).fill(128);
  const element = new Audio(URL.createObjectURL(new Blob([wav.buffer], { type: 'audio/wav' })));
  element.loop = true;
  return element;
}
