/*
 * Owns the page: joins stations, controls and pictures, and says in words what they do. What tests
 * and style sheet need to know stands in the data attributes of the root element.
 */
import { stateOf } from './hearing.js';
import { MediaKeys } from './media-session.js';
import { watchPresence } from './presence.js';
import { nameStation } from './stations/address.js';
import { Choice } from './stations/choice.js';
import { Tuner } from './stations/tuner.js';
import { Formats } from './stream/formats.js';
import { Tuning } from './tuning.js';
import { Announcer } from './view/announcer.js';
import { Notice } from './view/notice.js';
import { Own } from './view/own.js';
import { Pictures } from './view/pictures.js';
import { comingInWords, Stage } from './view/stage.js';
import { StationViews } from './view/station-views.js';
import { refusalInWords } from './view/station-words.js';
import { StatusPanel } from './view/status-panel.js';
import { errorInWords, formatName, stateInWords } from './view/words.js';

const REDRAW_MILLIS = 250;
/** While this much is buffered, nobody hears that a chunk came late. */
const BRIDGING_SECONDS = 0.15;
const NO_LINK = { retryAt: null, reason: '' };

const root = document.documentElement;
const element = (id) => document.getElementById(id);
const toggle = element('toggle');
const notice = new Notice(element('notice'));

const formats = new Formats(location.search, () => status.offer(formats.available));
const choice = new Choice({
  values: () => tuning.values,
  onRefused: (reason) => notice.tell(refusalInWords(reason)),
  onChange: () => draw(),
});
const tuner = new Tuner(choice.asked, formats, {
  volume: () => own.volume,
  onReport: hear,
  onHalt: halt,
  onDevice: () => pictures.listenTo(tuner.session.player.signal),
  onLink: follow,
  onUpdate: update,
  onMessage: receive,
  onChunk: (index) => (root.dataset.lastChunk = index),
  onStation: settle,
  onMissed: (station, why) => {
    if (why === 'gone' || why === 'ended') {
      choice.forget(station.id);
    }
    stations.missed(station, why);
  },
  onPlay: begin,
  onFailure: (sentence) => notice.tell(sentence),
  onChange: () => draw(),
});
const announcer = new Announcer(element('announcer'));
const stations = new StationViews(choice, tuner, announcer, notice);
const stage = new Stage({ onRenew: () => choice.renew(), onReplace: replace });
const pictures = new Pictures(
  () => tuner.session?.phrases ?? null,
  stage,
  () => tuner.session?.player.place ?? null,
);
const own = new Own({
  onVolume: (volume) => {
    tuner.setVolume(volume);
    draw();
  },
  onFade: (level, seconds) => tuner.session?.player.fadeTo(level, seconds),
  onSleep: () => tuner.stop(),
});
const mediaKeys = new MediaKeys({
  onPlay: () => (tuner.session ? wake() : press()),
  onStop: () => tuner.stop(),
  onHold: () => tuner.session?.player.hold(),
  onWake: () => wake(),
});
const tuning = new Tuning({
  send: (message) => tuner.session?.send(message) ?? false,
  onValues: (values) => choice.remember(values),
  onStream: (offer) => formats.offer(offer?.formats),
  onGone: () => tuner.session || tuner.lose('gone'),
  onNotMine: () => {
    choice.forget(tuner.station.id);
    notice.tell('The server does not know this station as yours.');
    settle();
    draw();
  },
  onFailure: (sentence) => notice.tell(sentence),
});
const status = new StatusPanel(
  element('status'),
  { playing: () => tuner.session?.figures ?? null, ask: (message) => tuner.session?.send(message) },
  formats.asked,
);

/** Whether a press of the button did not help the sound. */
let pressed = false;
let redrawTimer;

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
status.offer(formats.available);
choice.use(tuner);
settle();
choice.refresh();
draw();

function press() {
  const action = actionNow();
  if (action === 'play') {
    tuner.play();
  } else if (action === 'stop') {
    tuner.stop();
  } else if (action === 'replace') {
    replace();
  } else {
    pressed = true;
    wake();
  }
}

/** Plays the shared station in place of one that is gone. */
function replace() {
  choice.tune(choice.origin.id);
  tuner.play();
}

/** The listener is there: what halts the sound may end with that. */
function wake() {
  if (tuner.session?.player.halted) {
    tuner.session.player.wake();
    mediaKeys.play(true);
    draw();
  }
}

/** The page was away, or a device came or went. */
function comeBack() {
  tuner.session?.comeBack();
  tuning.refresh();
}

/** A session begins, or the last one has ended. */
function begin(playing) {
  mediaKeys.play(playing);
  if (playing) {
    pictures.listenTo(tuner.session.player.signal);
  } else {
    pictures.clear();
  }
}

/** The device gives no sound, or does again. */
function halt(halted) {
  pressed = false;
  if (halted) {
    mediaKeys.halt();
  } else {
    mediaKeys.play(true);
  }
  draw();
}

/** Another station is heard, or more is known about it. */
function settle() {
  const { station } = tuner;
  const { control } = choice;
  root.dataset.station = station.id;
  root.dataset.control = control ?? '';
  nameStation(station.id);
  stations.announce();
  status.use(station.id);
  tuning.use(station, control);
}

/** Takes the player's report, ten times a second. */
function hear(state, changed) {
  root.dataset.underruns = state.underruns;
  root.dataset.dropped = state.dropped;
  root.dataset.buffered = state.level.toFixed(3);
  root.dataset.target = state.target.toFixed(3);
  root.dataset.level = state.peak.toFixed(4);
  if (changed || stateNow() !== root.dataset.state) {
    draw();
  }
}

function follow(state) {
  if (state === 'open') {
    tuning.refresh();
    const missed = formats.tellMissed();
    if (missed) {
      notice.tell(`${formatName(missed)} cannot be had here; ${formatName(formats.wanted)} plays instead.`);
    }
  }
  draw();
}

/** Takes a message that is neither audio nor about what plays. */
function receive(message) {
  if (message.type === 'status') {
    status.take(message);
  } else if (message.type === 'pong') {
    status.takePong(message);
  } else if (message.type === 'error' && !tuning.refused(message) && concerns(message)) {
    notice.tell(errorInWords(message));
    if (message.code === 'INVALID_CONTROL') {
      tuning.refresh();
    }
  }
}

function update(first) {
  const { nowPlaying } = tuner.session;
  if (!first) {
    // The first one says what sounds; what was asked for since, the controls know already.
    tuning.show(nowPlaying.wanted);
    if (nowPlaying.coming) {
      announcer.say(comingWords(nowPlaying.coming));
    }
  }
  draw();
}

/** Whether the listener should read it: not what the state says, nor what cannot be heard. */
function concerns({ code, reason }) {
  const { hearing } = tuner.session;
  const bridged = !hearing.heard || hearing.sound.bufferedSeconds > BRIDGING_SECONDS;
  const said = code === 'SERVER_OVERLOAD' || reason === 'station_not_found';
  return !said && !(code === 'BUFFER_UNDERRUN' && bridged);
}

function draw() {
  const { session, lost } = tuner;
  const state = stateNow();
  const changed = root.dataset.state !== state;
  root.dataset.state = state;
  pictures.run(state === 'playing');
  if (!session?.hearing.playing) {
    root.dataset.level = '0';
    stage.showChord(null);
  }
  const { playing = null, coming = null } = session?.nowPlaying ?? {};
  const link = lost ? { ...NO_LINK, reason: stations.goneWords } : (session?.link ?? NO_LINK);
  const title = stage.show({
    state,
    action: actionNow(),
    muted: own.volume === 0,
    held: session?.player.held ?? false,
    link,
    playing,
    coming: coming && comingWords(coming),
    renewable: choice.personal.offered,
  });
  mediaKeys.describe(title || 'Ambient music');
  stations.show();
  if (changed && state !== 'stopped') {
    announcer.say(stateInWords(state));
  }
  clearTimeout(redrawTimer);
  if (coming || link.retryAt !== null) {
    redrawTimer = setTimeout(draw, REDRAW_MILLIS);
  }
}

function stateNow() {
  return tuner.lost ?? stateOf(tuner.session);
}

/** What a press of the button does; once in vain, stop. */
function actionNow() {
  const { session, lost } = tuner;
  if (!session) {
    return lost ? 'replace' : 'play';
  }
  return session.player.halted && !pressed ? 'resume' : 'stop';
}

function comingWords(coming) {
  return comingInWords(coming, tuner.session.hearing.sound.bufferedSeconds);
}
