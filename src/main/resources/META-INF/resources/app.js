/*
 * Owns the page: joins connection, player and controls, and says in words what they do. What tests
 * and style sheet need to know stands in the data attributes of the root element.
 */
import { Controls, inWords, paintRange, postControl } from './controls.js';
import { NowPlaying } from './now-playing.js';
import { Player } from './player.js';
import { Stream } from './stream.js';

const NOTICE_MILLIS = 6000;
const REDRAW_MILLIS = 250;
/** While this much is buffered, nobody hears that a chunk came late. */
const BRIDGING_SECONDS = 0.15;
/** Ambient music is quiet; this makes its level visible. */
const GLOW = 4;
const VOLUME_KEY = 'auralis.volume';

const STATE_WORDS = {
  stopped: 'Press play',
  connecting: 'Connecting',
  playing: 'Playing',
  buffering: 'Waiting for sound',
  reconnecting: 'Reconnecting',
  full: 'The server is full',
  offline: 'You are offline',
};

const ERROR_WORDS = {
  SYNTHESIS_FAILED: 'The server lost its sound for a moment. It will be back.',
  BUFFER_UNDERRUN: 'The server fell behind for a moment.',
  BUFFER_OVERRUN: 'Your connection is slow; a moment of music was skipped.',
  GENERATION_ERROR: 'That could not be composed. The music goes on as it was.',
};

const root = document.documentElement;
const toggle = document.getElementById('toggle');
const stateLine = document.getElementById('state');
const detailLine = document.getElementById('detail');
const playingLine = document.getElementById('now-playing');
const comingLine = document.getElementById('coming');
const notice = document.getElementById('notice');
const volume = document.getElementById('volume');
const volumeText = document.getElementById('volume-text');

const nowPlaying = new NowPlaying();
const controls = new Controls(document.getElementById('music'), changeMusic);

let session = null;
let sound = { playing: false, bufferedSeconds: 0, underruns: 0, peak: 0 };
let link = { state: 'closed', retryAt: null };
let noticeTimer;
let redrawTimer;

toggle.addEventListener('click', () => (session ? stop() : play()));
volume.addEventListener('input', changeVolume);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    session?.player.resume();
    controls.refresh();
  }
});
restoreVolume();
controls.refresh();
draw();

function play() {
  let player;
  try {
    player = new Player(volume.valueAsNumber, (state) => hear(player, state));
  } catch {
    tell('This browser cannot play the stream.');
    return;
  }
  const url = new URL('ws/stream', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const stream = new Stream(url, {
    onState: enter,
    onAudio: (message) => {
      player.push(message);
      root.dataset.lastChunk = player.lastIndex;
    },
    onMessage: receive,
  });
  session = { player, stream, heard: false };
  player.open().catch(() => {
    if (session?.player === player) {
      stop();
      tell('This browser could not start its sound.');
    }
  });
  stream.start();
}

function stop() {
  const { player, stream } = session;
  session = null;
  stream.stop();
  player.close().catch(() => {});
  nowPlaying.reset();
  sound = { ...sound, playing: false, bufferedSeconds: 0, peak: 0 };
  draw();
}

/** Takes the player's report, ten times a second. */
function hear(player, state) {
  if (session?.player !== player) {
    return;
  }
  const changed = state.playing !== sound.playing;
  sound = state;
  session.heard ||= state.playing;
  root.dataset.underruns = state.underruns;
  root.dataset.dropped = state.dropped;
  root.dataset.buffered = state.bufferedSeconds.toFixed(2);
  root.dataset.level = state.peak.toFixed(4);
  root.style.setProperty('--level', Math.sqrt(Math.min(1, GLOW * state.peak)).toFixed(2));
  if (changed) {
    draw();
  }
}

function enter(state, retryAt) {
  link = { state, retryAt };
  if (state === 'open') {
    controls.refresh();
  } else {
    nowPlaying.reset();
  }
  draw();
}

/** Takes a message that is not audio. */
function receive(message) {
  if (message.type === 'generation_update') {
    const first = nowPlaying.playing === null;
    nowPlaying.update(message, performance.now());
    if (!first) {
      // The first one says what sounds; what was asked for since, the controls know already.
      controls.show(nowPlaying.wanted);
    }
    draw();
  } else if (message.type === 'error' && concerns(message.code)) {
    tell(ERROR_WORDS[message.code] ?? message.message);
  }
}

/** Whether the listener should read it: not what the state says, nor what cannot be heard. */
function concerns(code) {
  const bridged = !session?.heard || sound.bufferedSeconds > BRIDGING_SECONDS;
  return code !== 'SERVER_OVERLOAD' && !(code === 'BUFFER_UNDERRUN' && bridged);
}

async function changeMusic(changes) {
  const sent = session?.stream.send({
    type: 'control',
    ...changes,
    timestamp: new Date().toISOString(),
  });
  if (sent) {
    return;
  }
  try {
    controls.show(await postControl(changes));
  } catch (failure) {
    tell(failure.message);
    controls.refresh();
  }
}

function changeVolume() {
  session?.player.setVolume(volume.valueAsNumber);
  drawVolume();
  try {
    localStorage.setItem(VOLUME_KEY, volume.value);
  } catch {
    // Storage may be forbidden; the volume then holds for this visit.
  }
}

function restoreVolume() {
  try {
    const kept = localStorage.getItem(VOLUME_KEY);
    if (kept !== null) {
      volume.value = kept;
    }
  } catch {
    // As above.
  }
  drawVolume();
}

function drawVolume() {
  volumeText.value = `${Math.round(volume.valueAsNumber * 100)} %`;
  volume.setAttribute('aria-valuetext', volumeText.value);
  paintRange(volume);
}

/** Shows a sentence for a few seconds. */
function tell(sentence) {
  clearTimeout(noticeTimer);
  notice.textContent = sentence;
  noticeTimer = setTimeout(() => {
    notice.textContent = '';
  }, NOTICE_MILLIS);
}

function draw() {
  const state = stateNow();
  root.dataset.state = state;
  if (!sound.playing) {
    root.dataset.level = '0';
    root.style.setProperty('--level', 0);
  }
  toggle.setAttribute('aria-label', session ? 'Stop' : 'Play');
  write(stateLine, STATE_WORDS[state]);
  write(detailLine, detailOf(state));
  const { playing, coming } = nowPlaying;
  write(playingLine, playing ? `${playing.key} · ${inWords('bpm', playing.bpm)}` : '');
  write(comingLine, coming ? comingWords(coming) : '');
  clearTimeout(redrawTimer);
  if (coming || link.retryAt !== null) {
    redrawTimer = setTimeout(draw, REDRAW_MILLIS);
  }
}

function stateNow() {
  if (!session) {
    return 'stopped';
  }
  if (link.state !== 'open') {
    return link.state;
  }
  if (sound.playing) {
    return 'playing';
  }
  return session.heard ? 'buffering' : 'connecting';
}

function detailOf(state) {
  if (link.retryAt === null || !session) {
    return '';
  }
  const seconds = secondsUntil(link.retryAt);
  const attempt = state === 'reconnecting' ? 'in' : 'trying again in';
  return seconds > 0 ? `${attempt} ${seconds} s` : '';
}

function comingWords({ changes, beginsAt }) {
  const what = changes.map(([name, value]) => inWords(name, value)).join(', ');
  // It is heard when what is buffered has been played.
  const seconds = secondsUntil(beginsAt + sound.bufferedSeconds * 1000);
  return seconds > 0 ? `${what} in ${seconds} s` : `${what} in a moment`;
}

function secondsUntil(time) {
  return Math.max(0, Math.ceil((time - performance.now()) / 1000));
}

/** Leaves a text alone that is the same, so that it is not read out again. */
function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
