/*
 * Owns the connection to the server: opens the WebSocket, keeps it alive, notices when it is dead
 * and opens it again where the music was left. Knows the envelope of messages, not what they mean.
 *
 * States: connecting, open (audio arrives), reconnecting, full (the server), crowded (this listener's
 * address), slow (this listener), refused, offline, closed. With the waiting ones goes the time of
 * the next attempt, or null while one is being made, and with refused the server's reason. After gone
 * (there is no such station) and ended (there was) no attempt is made.
 */
import { read } from './wire.js';

const SHORTEST_WAIT_MILLIS = 100;
const LONGEST_WAIT_MILLIS = 5000;
const GROWTH = 1.6;
const PING_MILLIS = 20_000;
/** Audio comes ten times a second; a connection without it for so long is dead. */
const DEAD_MILLIS = 8000;
/** The same for a page that was away. */
const STALE_MILLIS = 2000;
const WATCH_MILLIS = 1000;
const PROBE_PATH = 'api/v1/health';
const PROBE_MILLIS = 4000;

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;
/** Codes after which the station will not come back, and the state of each. */
const FINAL = { 4404: 'gone', 4410: 'ended' };

export class Stream {
  #url;
  #formats;
  #handlers;
  #socket = null;
  #probe = null;
  #state = 'closed';
  #reason = '';
  #attempts = 0;
  #retryTimer;
  #watchTimer;
  #lastAudio = 0;
  #lastPing = 0;
  #opened = false;
  #delivered = false;
  #formatRefused = false;
  /** Why the server closes, in its own word. */
  #refusal = '';
  #healthy = false;
  #bytes = 0;

  /**
   * @param url of the WebSocket
   * @param formats says which format to ask for
   * @param handlers onState(state, retryAt, reason), onAudio(audio, fresh), onMessage(message), and
   *     nextIndex(), the chunk to continue with or null
   */
  constructor(url, formats, handlers) {
    this.#url = url;
    this.#formats = formats;
    this.#handlers = handlers;
  }

  start() {
    window.addEventListener('online', this.#online);
    window.addEventListener('offline', this.#offline);
    this.#enter('connecting');
    this.#connectOnceSettled();
  }

  stop() {
    this.#end('closed');
  }

  /** Bytes of messages received so far. */
  get bytes() {
    return this.#bytes;
  }

  /** Sends a message; false if there is no connection to send it on. */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The page was away: a connection that died meanwhile is not waited for. */
  check() {
    if (this.#state === 'open' && performance.now() - this.#lastAudio > STALE_MILLIS) {
      this.#lost(0);
    }
  }

  /** Connects anew, for another format. */
  restart() {
    this.#connect();
  }

  /** Asking for a format that cannot be had would cost an attempt. */
  async #connectOnceSettled() {
    await this.#formats.settled();
    if (this.#state !== 'closed' && !this.#socket) {
      this.#connect();
    }
  }

  #connect() {
    this.#abandon();
    this.#opened = false;
    this.#delivered = false;
    this.#formatRefused = false;
    this.#refusal = '';
    this.#lastAudio = performance.now();
    this.#lastPing = this.#lastAudio;
    const socket = new WebSocket(this.#address());
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (socket === this.#socket) {
        this.#opened = true;
        this.#ping();
      }
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) {
        this.#receive(data);
      }
    });
    socket.addEventListener('close', ({ code, reason }) => {
      if (socket === this.#socket) {
        this.#lost(code, reason);
      }
    });
    this.#watchTimer = setInterval(() => this.#watch(), WATCH_MILLIS);
  }

  #address() {
    const url = new URL(this.#url);
    url.searchParams.set('format', this.#formats.wanted);
    const next = this.#handlers.nextIndex();
    if (next !== null) {
      url.searchParams.set('from', next);
    }
    return url;
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
    this.#bytes += data.byteLength ?? data.length;
    const { audio, message } = read(data);
    if (audio) {
      this.#lastAudio = performance.now();
      const fresh = !this.#delivered;
      if (fresh) {
        // Only audio proves the connection good: a full server accepts it first, then refuses.
        this.#delivered = true;
        this.#attempts = 0;
        this.#enter('open');
      }
      this.#handlers.onAudio(audio, fresh);
    } else if (message) {
      this.#refusal = message.reason ?? this.#refusal;
      if (!this.#delivered && message.errors?.some(({ field }) => field === 'format')) {
        this.#formatRefused = true;
      } else {
        this.#handlers.onMessage(message);
      }
    }
  }

  #end(state) {
    window.removeEventListener('online', this.#online);
    window.removeEventListener('offline', this.#offline);
    this.#abandon();
    this.#enter(state);
  }

  #watch() {
    const now = performance.now();
    if (now - this.#lastAudio > DEAD_MILLIS) {
      this.#lost(0);
    } else if (now - this.#lastPing >= PING_MILLIS) {
      this.#ping();
    }
  }

  #ping() {
    this.#lastPing = performance.now();
    this.send({ type: 'ping', client_time: new Date().toISOString() });
  }

  #lost(code, reason = '') {
    const delivered = this.#delivered;
    const neverOpened = !this.#opened;
    const formatRefused = this.#formatRefused;
    this.#abandon();
    if (FINAL[code]) {
      this.#end(FINAL[code]);
    } else if (formatRefused && this.#formats.refuse()) {
      this.#connect();
    } else if (code === GOING_AWAY && delivered) {
      this.#retryIn(0, 'reconnecting');
    } else if (code === TRY_AGAIN_LATER) {
      this.#retryLate(this.#refusal === 'address' ? 'crowded' : 'full');
    } else if (code === POLICY_VIOLATION && delivered) {
      this.#retryLate('slow');
    } else if (code === POLICY_VIOLATION || (neverOpened && this.#healthy)) {
      this.#retryLate('refused', reason);
    } else {
      this.#retryIn(backOff(this.#attempts++), navigator.onLine ? 'reconnecting' : 'offline');
    }
  }

  #retryLate(state, reason) {
    this.#retryIn(withChance(LONGEST_WAIT_MILLIS, 0.2), state, reason);
  }

  #retryIn(millis, state, reason = '') {
    clearTimeout(this.#retryTimer);
    this.#healthy = false;
    this.#reason = reason;
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
    this.#healthy = healthy;
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
    } else {
      this.check();
    }
  };

  #offline = () => {
    if (this.#state === 'reconnecting' || this.#state === 'connecting') {
      this.#enter('offline', null);
    }
  };

  #enter(state, retryAt = null) {
    this.#state = state;
    this.#handlers.onState(state, retryAt, this.#reason);
  }
}

/** Grows with each attempt; half of it is chance, so that listeners do not come back as one. */
function backOff(attempt) {
  const longest = SHORTEST_WAIT_MILLIS * GROWTH ** (attempt + 1);
  return withChance(Math.min(LONGEST_WAIT_MILLIS, longest), 0.5);
}

function withChance(longest, share) {
  return longest * (1 - share * Math.random());
}
