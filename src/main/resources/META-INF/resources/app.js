/*
 * Owns the page: joins session, controls and pictures, and says in words what they do. What tests
 * and style sheet need to know stands in the data attributes of the root element.
 */
import { Hearing, stateOf } from './hearing.js';
import { MediaKeys } from './media-session.js';
import { ControlSender } from './music/control-sender.js';
import { NowPlaying } from './music/now-playing.js';
import { Phrases } from './music/phrases.js';
import { watchPresence } from './presence.js';
import { Session } from './session.js';
import { keep, load } from './settings.js';
import { Formats } from './stream/formats.js';
import { Announcer } from './view/announcer.js';
import { Controls } from './view/controls.js';
import { Notice } from './view/notice.js';
import { Own } from './view/own.js';
import { Pictures } from './view/pictures.js';
import { Presets } from './view/presets.js';
import { comingInWords, Stage } from './view/stage.js';
import { StatusPanel } from './view/status-panel.js';
import { TokenDialog } from './view/token-dialog.js';
import { errorInWords, formatName, stateInWords } from './view/words.js';

const REDRAW_MILLIS = 250;
/** While this much is buffered, nobody hears that a chunk came late. */
const BRIDGING_SECONDS = 0.15;
const NO_LINK = { state: 'closed', retryAt: null, reason: '' };

const root = document.documentElement;
const element = (id) => document.getElementById(id);
const toggle = element('toggle');
const notice = new Notice(element('notice'));

const formats = new Formats(location.search, () => status.offer(formats.available));
const hearing = new Hearing();
const nowPlaying = new NowPlaying();
const phrases = new Phrases();
const announcer = new Announcer(element('announcer'));
const stage = new Stage();
const pictures = new Pictures(phrases, stage, () => session?.player.place ?? null);
const dialog = new TokenDialog(element('token-dialog'));
const own = new Own({
  onVolume: (volume) => {
    session?.player.setVolume(volume);
    draw();
  },
  onFade: (level, seconds) => session?.player.fadeTo(level, seconds),
  onSleep: () => session && stop(),
});
const mediaKeys = new MediaKeys({
  onPlay: () => (session ? wake() : play()),
  onStop: () => session && stop(),
  onHold: () => session?.player.hold(),
  onWake: () => wake(),
});
const presets = new Presets(element('presets'), pick);
const controls = new Controls(element('music'), {
  onChange: (changes) => sender.change(changes),
  onShow: (values) => presets.mark(values),
  onStream: (offer) => formats.offer(offer?.formats),
});
const sender = new ControlSender({
  send: (message) => session?.send(message) ?? false,
  askForToken: (wrong) => dialog.ask(wrong),
  onAccepted: (parameters) => controls.show(parameters),
  onFailure: (sentence) => {
    notice.tell(sentence);
    controls.refresh();
  },
});
const status = new StatusPanel(
  element('status'),
  { playing: figures, ask: (message) => session?.send(message) },
  formats.asked,
);

let session = null;
/** Whether a press of the button did not help the sound. */
let pressed = false;
let link = NO_LINK;
let redrawTimer;
let toldFormat = false;

toggle.addEventListener('click', press);
watchPresence(toggle, {
  onGesture: wake,
  onReturn: comeBack,
  onThaw: () => {
    wake();
    comeBack();
  },
});
document.addEventListener('keydown', (event) => {
  if (event.key === ' ' && event.target === document.body) {
    event.preventDefault();
    toggle.click();
  }
});
element('status').open = load().details;
element('status').addEventListener('toggle', ({ target }) => keep({ details: target.open }));
status.offer(formats.available);
controls.refresh();
presets.load();
draw();

function play() {
  try {
    session = new Session(own.volume, formats, {
      onReport: hear,
      onHalt: halt,
      onDevice: ({ player }) => pictures.listenTo(player.signal),
      onState: enter,
      onMessage: receive,
      onTimeline: () => {
        phrases.reset();
        nowPlaying.reset();
      },
      onChunk: (index) => (root.dataset.lastChunk = index),
      onFailure: (failed) => {
        if (session === failed) {
          stop();
          notice.tell('This browser could not start its sound.');
        }
      },
    });
  } catch {
    notice.tell('This browser cannot play the stream.');
    return;
  }
  hearing.begin();
  pictures.listenTo(session.player.signal);
  mediaKeys.play(true);
  session.start();
}

function press() {
  const action = actionNow();
  if (action === 'play') {
    play();
  } else if (action === 'stop') {
    stop();
  } else {
    pressed = true;
    wake();
  }
}

/** The listener is there: what halts the sound may end with that. */
function wake() {
  if (session?.player.halted) {
    session.player.wake();
    mediaKeys.play(true);
    draw();
  }
}

/** The page was away, or a device came or went. */
function comeBack() {
  session?.comeBack();
  controls.refresh();
}

/** The device gives no sound, or does again. */
function halt(from, halted) {
  if (session !== from) {
    return;
  }
  pressed = false;
  if (halted) {
    hearing.end();
    mediaKeys.halt();
  } else {
    mediaKeys.play(true);
  }
  draw();
}

function stop() {
  const ending = session;
  session = null;
  ending.stop();
  nowPlaying.reset();
  phrases.reset();
  pictures.clear();
  mediaKeys.play(false);
  hearing.end();
  link = NO_LINK;
  draw();
}

/** Takes the player's report, ten times a second. */
function hear(from, state) {
  if (session !== from) {
    return;
  }
  const changed = state.playing !== hearing.playing;
  hearing.take(state);
  root.dataset.underruns = state.underruns;
  root.dataset.dropped = state.dropped;
  root.dataset.buffered = state.level.toFixed(3);
  root.dataset.target = state.target.toFixed(3);
  root.dataset.level = state.peak.toFixed(4);
  if (changed || stateNow() !== root.dataset.state) {
    draw();
  }
}

function enter(from, state, retryAt, reason) {
  if (session !== from) {
    return;
  }
  link = { state, retryAt, reason };
  if (state === 'open') {
    controls.refresh();
    phrases.refresh();
    tellFormat();
  } else {
    nowPlaying.reset();
  }
  draw();
}

/** Says once that the format in the page's address is not what plays. */
function tellFormat() {
  const { asked, wanted } = formats;
  if (asked && asked !== wanted && !toldFormat) {
    toldFormat = true;
    notice.tell(`${formatName(asked)} cannot be had here; ${formatName(wanted)} plays instead.`);
  }
}

/** Takes a message that is not audio. */
function receive(message) {
  if (message.type === 'generation_update') {
    update(message);
  } else if (message.type === 'status') {
    status.take(message);
  } else if (message.type === 'pong') {
    status.takePong(message);
  } else if (message.type === 'error' && !sender.refused(message) && concerns(message.code)) {
    notice.tell(errorInWords(message));
    if (message.code === 'INVALID_CONTROL') {
      controls.refresh();
    }
  }
}

function update(message) {
  const first = nowPlaying.playing === null;
  nowPlaying.update(message, performance.now());
  phrases.refresh();
  if (!first) {
    // The first one says what sounds; what was asked for since, the controls know already.
    controls.show(nowPlaying.wanted);
    if (nowPlaying.coming) {
      announcer.say(comingWords(nowPlaying.coming));
    }
  }
  draw();
}

/** Whether the listener should read it: not what the state says, nor what cannot be heard. */
function concerns(code) {
  const bridged = !hearing.heard || hearing.sound.bufferedSeconds > BRIDGING_SECONDS;
  return code !== 'SERVER_OVERLOAD' && !(code === 'BUFFER_UNDERRUN' && bridged);
}

/** A preset is a control like any other; what the server does not know of it is left out. */
function pick(preset) {
  const known = ['key', 'mode', 'bpm', 'intensity'].filter((name) => controls.knows(name));
  controls.change(Object.fromEntries(known.map((name) => [name, preset[name]])));
}

/** What the status panel shows, or null while nothing plays. */
function figures() {
  return session && { ...session.figures, sound: hearing.playing ? hearing.sound : null };
}

function draw() {
  const state = stateNow();
  const changed = root.dataset.state !== state;
  root.dataset.state = state;
  pictures.run(state === 'playing');
  if (!hearing.playing) {
    root.dataset.level = '0';
    stage.showChord(null);
  }
  const { playing, coming } = nowPlaying;
  const title = stage.show({
    state,
    action: actionNow(),
    muted: own.volume === 0,
    held: session?.player.held ?? false,
    link,
    playing,
    coming: coming && comingWords(coming),
  });
  mediaKeys.describe(title || 'Ambient music');
  if (changed && state !== 'stopped') {
    announcer.say(stateInWords(state));
  }
  clearTimeout(redrawTimer);
  if (coming || link.retryAt !== null) {
    redrawTimer = setTimeout(draw, REDRAW_MILLIS);
  }
}

function stateNow() {
  return stateOf(session, link, hearing);
}

/** What a press of the button does: play, stop, or resume what is halted; once in vain, stop. */
function actionNow() {
  if (!session) {
    return 'play';
  }
  return session.player.halted && !pressed ? 'resume' : 'stop';
}

function comingWords(coming) {
  return comingInWords(coming, hearing.sound.bufferedSeconds);
}
