/*
 * Owns the connection to the server: opens the WebSocket, keeps it alive, notices when it is dead
 * and opens it again. Knows the envelope of messages, not what they mean.
 *
 * States: connecting, open (audio arrives), reconnecting, full, offline, closed. With the waiting
 * ones goes the time of the next attempt, or null while one is being made.
 */

const SHORTEST_WAIT_MILLIS = 100;
const LONGEST_WAIT_MILLIS = 5000;
const FULL_WAIT_MILLIS = 5000;
const PING_MILLIS = 20_000;
/** Audio comes ten times a second; a connection this quiet is dead. */
const DEAD_MILLIS = 8000;
const WATCH_MILLIS = 1000;
const PROBE_PATH = 'api/v1/health';
const PROBE_MILLIS = 4000;

const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

export class Stream {
  #url;
  #handlers;
  #socket = null;
  #probe = null;
  #state = 'closed';
  #attempts = 0;
  #retryTimer;
  #watchTimer;
  #lastHeard = 0;
  #lastPing = 0;
  #delivered = false;

  /**
   * @param url of the WebSocket
   * @param handlers onState(state, retryAt), onAudio(message), onMessage(message)
   */
  constructor(url, handlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  start() {
    window.addEventListener('online', this.#online);
    window.addEventListener('offline', this.#offline);
    this.#enter('connecting');
    this.#connect();
  }

  stop() {
    window.removeEventListener('online', this.#online);
    window.removeEventListener('offline', this.#offline);
    this.#abandon();
    this.#enter('closed');
  }

  /** Sends a message; false if there is no connection to send it on. */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect() {
    this.#abandon();
    this.#delivered = false;
    this.#lastHeard = performance.now();
    this.#lastPing = this.#lastHeard;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) {
        this.#receive(data);
      }
    });
    socket.addEventListener('close', ({ code }) => {
      if (socket === this.#socket) {
        this.#lost(code);
      }
    });
    this.#watchTimer = setInterval(() => this.#watch(), WATCH_MILLIS);
  }

  /** Lets go of socket and probe, so that nothing they still do is heard of. */
  #abandon() {
    clearTimeout(this.#retryTimer);
    clearInterval(this.#watchTimer);
    const socket = this.#socket;
    this.#socket = null;
    this.#probe = null;
    socket?.close();
  }

  #receive(data) {
    this.#lastHeard = performance.now();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (message?.type !== 'audio') {
      this.#handlers.onMessage(message);
      return;
    }
    if (!this.#delivered) {
      // Only audio proves the connection good: a full server accepts it first, then refuses.
      this.#delivered = true;
      this.#attempts = 0;
      this.#enter('open');
    }
    this.#handlers.onAudio(message);
  }

  #watch() {
    const now = performance.now();
    if (now - this.#lastHeard > DEAD_MILLIS) {
      this.#lost(0);
    } else if (now - this.#lastPing >= PING_MILLIS) {
      this.#lastPing = now;
      this.send({ type: 'ping', client_time: new Date().toISOString() });
    }
  }

  #lost(code) {
    const delivered = this.#delivered;
    this.#abandon();
    if (code === TRY_AGAIN_LATER) {
      this.#retryIn(FULL_WAIT_MILLIS, 'full');
    } else if (code === GOING_AWAY && delivered) {
      this.#retryIn(0, 'reconnecting');
    } else {
      this.#retryIn(backOff(this.#attempts++), navigator.onLine ? 'reconnecting' : 'offline');
    }
  }

  #retryIn(millis, state) {
    clearTimeout(this.#retryTimer);
    this.#enter(state, millis > 0 ? performance.now() + millis : null);
    this.#retryTimer = setTimeout(() => this.#retry(), millis);
  }

  /**
   * Asks for the server's health before it opens a WebSocket: browsers hold WebSockets back for
   * seconds after failed ones, requests they do not.
   */
  async #retry() {
    this.#abandon();
    this.#enter(this.#state, null);
    const probe = new AbortController();
    this.#probe = probe;
    const tooLate = setTimeout(() => probe.abort(), PROBE_MILLIS);
    const healthy = await fetch(PROBE_PATH, { cache: 'no-store', signal: probe.signal }).then(
      (response) => response.ok,
      () => false,
    );
    clearTimeout(tooLate);
    if (probe !== this.#probe) {
      return;
    }
    if (healthy) {
      this.#connect();
    } else {
      this.#lost(0);
    }
  }

  #online = () => {
    if (this.#state !== 'open') {
      this.#attempts = 0;
      this.#retryIn(0, 'reconnecting');
    }
  };

  #offline = () => {
    if (this.#state === 'reconnecting' || this.#state === 'connecting') {
      this.#enter('offline', null);
    }
  };

  #enter(state, retryAt = null) {
    this.#state = state;
    this.#handlers.onState(state, retryAt);
  }
}

/** Doubles with each attempt; half of it is chance, so that listeners do not come back as one. */
function backOff(attempt) {
  const longest = Math.min(LONGEST_WAIT_MILLIS, SHORTEST_WAIT_MILLIS * 2 ** (attempt + 1));
  return longest * (0.5 + Math.random() / 2);
}
