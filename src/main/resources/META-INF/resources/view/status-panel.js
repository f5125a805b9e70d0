/*
 * Owns the figures for the curious: what buffer, network and server do. Asks the server and draws
 * only while it is open; the line that is always there says format and listeners.
 */
import { keep, load } from '../settings.js';
import { MAIN, pathsOf } from '../stations/directory.js';
import { write } from './text.js';
import { formatName } from './words.js';

const DRAW_MILLIS = 1000;
const ASK_MILLIS = 5000;
const READY_PATH = 'q/health/ready';

export class StatusPanel {
  #details;
  #list;
  #short;
  #source;
  #entries = new Map();
  #device = '';
  #server = {};
  #clockOffset = null;
  #lastBytes = { at: 0, bytes: 0 };
  #bandwidth = 0;
  #askedAt = -Infinity;
  #asked;

  /**
   * @param details the panel
   * @param source playing() or null: { sound, place, serverMillis, bytes, format }, and
   *     ask(message) over the stream
   * @param asked the format that the page's address asks for, or null
   */
  constructor(details, source, asked) {
    this.#details = details;
    this.#list = details.querySelector('dl');
    this.#short = details.querySelector('#status-short');
    this.#source = source;
    this.#asked = asked;
    details.open = load().details;
    details.addEventListener('toggle', () => {
      keep({ details: details.open });
      this.#askedAt = -Infinity;
      this.#tick();
    });
    setInterval(() => this.#tick(), DRAW_MILLIS);
  }

  /** Shows the formats that can be had, and which one the page's address asks for. */
  offer(available) {
    const current = available.includes(this.#asked) ? this.#asked : 'auto';
    for (const link of this.#details.querySelectorAll('[data-format]')) {
      const { format } = link.dataset;
      link.hidden = format !== 'auto' && !available.includes(format);
      link.ariaCurrent = format === current ? 'true' : null;
    }
  }

  /** Has the links concern this station. */
  use(id) {
    for (const link of this.#details.querySelectorAll('[data-format]')) {
      const query = new URLSearchParams(id === MAIN.id ? {} : { station: id });
      if (link.dataset.format !== 'auto') {
        query.set('format', link.dataset.format);
      }
      link.href = `?${query}`;
    }
    this.#details.querySelector('.midi').href = pathsOf(id).midi;
    this.#server = {};
  }

  /** Takes a `status` message. */
  take(status) {
    this.#server = status;
    this.#drawShort();
  }

  /** Takes a `pong` that came at this time; the middle between the two was the server's time. */
  takePong({ client_time: sent, server_time: there }) {
    const now = Date.now();
    const middle = (Date.parse(sent) + now) / 2;
    this.#clockOffset = Date.parse(there) - middle;
  }

  #tick() {
    if (document.hidden) {
      return;
    }
    const playing = this.#source.playing();
    if (performance.now() - this.#askedAt >= ASK_MILLIS) {
      this.#askedAt = performance.now();
      if (playing) {
        this.#source.ask({ type: 'status_request' });
      }
      if (this.#details.open) {
        this.#askDevice();
      }
    }
    this.#measure(playing);
    this.#drawShort();
    if (this.#details.open) {
      this.#draw(playing);
    }
  }

  async #askDevice() {
    try {
      const { checks } = await (await fetch(READY_PATH, { cache: 'no-store' })).json();
      const { device, tier, degraded } = checks.find(({ name }) => name === 'music').data;
      const named = device.toLowerCase().startsWith(tier.toLowerCase());
      this.#device = (named ? '' : `${tier}: `) + device + (degraded ? ', falling back' : '');
    } catch {
      this.#device = '';
    }
  }

  #measure(playing) {
    const now = performance.now();
    const bytes = playing?.bytes ?? 0;
    const seconds = (now - this.#lastBytes.at) / 1000;
    this.#bandwidth = playing ? Math.max(0, (8 * (bytes - this.#lastBytes.bytes)) / seconds) : 0;
    this.#lastBytes = { at: now, bytes };
  }

  #drawShort() {
    const playing = this.#source.playing();
    const listeners = this.#server.active_clients;
    const parts = playing?.format ? [formatName(playing.format)] : [];
    if (playing && listeners > 0) {
      parts.push(listeners === 1 ? 'you alone listen' : `${listeners} listen`);
    }
    write(this.#short, parts.join(' · '));
  }

  #draw(playing) {
    const sound = playing?.sound;
    this.#figure('Buffer', sound && `${millis(sound.level)} of ${millis(sound.target)}`);
    this.#figure('From generation to ear', playing && this.#latency(playing));
    this.#figure('Jitter of the network', sound && millis(sound.jitter));
    this.#figure('Dropouts', sound && String(sound.underruns));
    this.#figure('Skipped', sound && `${sound.dropped} frames`);
    this.#figure('Clock trim', sound && `${(sound.trim * 1e6).toFixed(0)} ppm`);
    this.#figure('Format', playing?.format && this.#format(playing.format));
    this.#figure('Listeners', playing && String(this.#server.active_clients ?? ''));
    this.#figure('Synthesised by', this.#device);
  }

  #format(format) {
    return `${formatName(format)}, ${Math.round(this.#bandwidth / 1000)} kbit/s`;
  }

  /** What the station rendered ahead, and how long ago it was due on the server's clock. */
  #latency({ place, serverMillis }) {
    if (place === null || this.#clockOffset === null) {
      return '';
    }
    const behind = Date.now() + this.#clockOffset - serverMillis(place);
    return millis((behind + (this.#server.buffer_depth_ms ?? 0)) / 1000);
  }

  #figure(name, text) {
    if (!this.#entries.has(name)) {
      const group = document.createElement('div');
      const term = document.createElement('dt');
      const value = document.createElement('dd');
      term.textContent = name;
      group.append(term, value);
      this.#list.append(group);
      this.#entries.set(name, value);
    }
    write(this.#entries.get(name), text || '–');
  }
}

function millis(seconds) {
  return `${Math.round(seconds * 1000)} ms`;
}
