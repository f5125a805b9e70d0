/*
 * Owns the sound on this side of the device: the way of a chunk to the jitter buffer, what is heard
 * when, and what becomes of a device that something else took away. One player lives from a press
 * of play to the press of stop.
 */
import { Device } from './device.js';

const FADE_IN_SECONDS = 0.4;
const FADE_OUT_SECONDS = 0.25;
/** Chunks that wait while the audio device starts. */
const MAX_WAITING = 20;
/** Chunks of one timeline agree on its beginning to this; a restarted server is off by far more. */
const SAME_TIMELINE_MILLIS = 1000;
/** A device that starts runs within this. */
const START_MILLIS = 2000;
/** What halted the sound may have it still; so it is asked for again and again. */
const RESUME_MILLIS = 1500;
const CHECK_MILLIS = 1000;
/** Reports come ten times a second; after so many checks without one the audio thread is stuck. */
const QUIET_CHECKS = 3;

export class Player {
  #device;
  #volume;
  #level;
  #waiting = [];
  #lastIndex = null;
  #timelineStart = null;
  #handlers;
  #heard = false;
  #last = null;
  #expected = false;
  #halted = false;
  #held = false;
  #closed = false;
  #quiet = 0;
  #resumeTimer;
  #checkTimer;

  /**
   * Must be called in a click: browsers start audio only then.
   *
   * @param volume from 0 to 1
   * @param handlers onReport(state) takes the jitter buffer's report, ten times a second;
   *     onTimeline() is told that indices count from another beginning now, onHalt(halted) that no
   *     sound comes out of the device or does again, onDevice() that there is another signal
   * @param level what the music fades in to, from 0 to 1; at 0 it is silent until crossTo()
   */
  constructor(volume, handlers, level = 1) {
    this.#volume = volume;
    this.#level = level;
    this.#handlers = handlers;
    this.#device = this.#create();
    this.#checkTimer = setInterval(() => this.#check(), CHECK_MILLIS);
    setTimeout(() => {
      this.#expected = true;
      this.#follow();
    }, START_MILLIS);
  }

  /** Loads the jitter buffer; chunks may come before it is done. */
  async open() {
    await this.#device.open();
    this.#follow();
  }

  /** Whether the device gives no sound, although it did or ought to. */
  get halted() {
    return this.#halted;
  }

  /** Whether it stays so until the listener says otherwise. */
  get held() {
    return this.#held;
  }

  /** Plays on where something else halted it, if it may. */
  resume() {
    if (!this.#held) {
      this.wake();
    }
  }

  /** The listener is there and wants it to play. */
  wake() {
    this.#held = false;
    if (this.#device.dead) {
      this.#replace();
    } else {
      this.#device.resume();
    }
    this.#follow();
  }

  /** The device's owner wants it quiet, say because headphones were pulled out. */
  hold() {
    if (this.#halted) {
      // A call took both, and gives both back.
      return;
    }
    this.#held = true;
    this.#device.suspend();
    this.#follow();
  }

  setVolume(volume) {
    this.#volume = volume;
    this.#device.setVolume(volume);
  }

  /** Takes a chunk of samples; one that was there already is ignored. */
  push({ index, millis, sampleRate, samples, fresh = false }) {
    const chunkMillis = (samples.length / 2 / sampleRate) * 1000;
    const start = millis - index * chunkMillis;
    // The chunk that follows on the same connection does so even where the server's clock was stepped.
    const follows = !fresh && this.#lastIndex !== null && index === this.#lastIndex + 1;
    // Another timeline means that the server was restarted and counts from the beginning.
    const same = follows || Math.abs(start - this.#timelineStart) <= SAME_TIMELINE_MILLIS;
    if (same && index <= this.#lastIndex) {
      return;
    }
    if (!same && this.#timelineStart !== null) {
      this.#handlers.onTimeline();
    }
    const contiguous = same && index === this.#lastIndex + 1;
    this.#timelineStart = start;
    this.#lastIndex = index;
    const place = (index * chunkMillis) / 1000;
    this.#waiting.push({ samples, sourceRate: sampleRate, start: place, contiguous, fresh });
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.#waiting[0].contiguous = false;
    }
    this.#flush();
  }

  /** The chunk that came last, or null. */
  get lastIndex() {
    return this.#lastIndex;
  }

  /** A node of the signal before the volume, for those who draw it. */
  get signal() {
    return this.#device.signal;
  }

  /** Where on the stream's timeline the music is that reaches the ear now, in seconds, or null. */
  get place() {
    if (!this.#last?.playing || this.#last.place === null) {
      return null;
    }
    return this.#last.place + this.#device.now - this.#last.readAt - this.#device.latency;
  }

  /** The server's time, in milliseconds since 1970, at which the station was at a place. */
  serverMillis(place) {
    return this.#timelineStart + place * 1000;
  }

  /** Lets the music end softly over some seconds; a later fade takes its place. */
  fadeTo(level, seconds) {
    this.#level = level;
    this.#device.ramp(level, seconds);
  }

  /** Goes to a level as one side of a crossfade: as loud together as each alone. */
  crossTo(level, seconds) {
    this.#level = level;
    // What has not sounded yet fades in when it does.
    if (this.#heard) {
      this.#device.cross(level, seconds);
    }
  }

  /** Fades out and lets go of the device. */
  async close() {
    this.#closed = true;
    clearInterval(this.#checkTimer);
    clearTimeout(this.#resumeTimer);
    this.#device.ramp(0, FADE_OUT_SECONDS);
    await new Promise((done) => setTimeout(done, FADE_OUT_SECONDS * 1000 + 50));
    await this.#device.close();
  }

  #create() {
    const device = new Device(this.#volume, {
      onReport: (state) => device === this.#device && this.#report(state),
      onChange: () => device === this.#device && this.#follow(),
    });
    return device;
  }

  /** A device that died gives way to a new one, if there is one to be had. */
  #replace() {
    let next;
    try {
      next = this.#create();
    } catch {
      return;
    }
    this.#device.close().catch(() => {});
    this.#device = next;
    this.#heard = false;
    this.#handlers.onDevice();
    this.open().catch(() => next.kill());
  }

  /** Compares what the device does with what it did, and halts or goes on. */
  #follow() {
    if (this.#closed) {
      return;
    }
    const running = this.#device.running;
    this.#expected ||= running;
    const halted = this.#expected && (!running || this.#held);
    if (halted !== this.#halted) {
      this.#halted = halted;
      this.#quiet = 0;
      if (halted) {
        this.#last = null;
        this.#device.forget();
      }
      this.#handlers.onHalt(halted);
    }
    clearTimeout(this.#resumeTimer);
    if (halted && !this.#held) {
      this.#resumeTimer = setTimeout(() => this.resume(), RESUME_MILLIS);
    }
    this.#flush();
  }

  #check() {
    // A device that is not ready yet has nothing to report.
    this.#quiet = this.#device.running && this.#device.ready ? this.#quiet + 1 : 0;
    if (this.#quiet >= QUIET_CHECKS) {
      this.#device.kill();
    }
  }

  #flush() {
    if (this.#device.ready && this.#device.running && !this.#held) {
      this.#waiting.splice(0).forEach((chunk) => this.#device.push(chunk));
    }
  }

  #report(state) {
    this.#quiet = 0;
    if (this.#halted) {
      return;
    }
    this.#last = state;
    if (state.playing && !this.#heard) {
      this.#heard = true;
      this.#device.ramp(this.#level, FADE_IN_SECONDS);
    }
    this.#handlers.onReport(state);
  }
}
