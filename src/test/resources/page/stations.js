/*
 * Answers the page's questions about stations as a test wants them. `localStorage.answers` may say which
 * shared stations there are, whether personal ones are offered, the reason to refuse one, and the close
 * code of the stream of a station. All streams are the main station's.
 */
const ask = window.fetch;
const answers = () => ({
  shared: ['main', 'night', 'dawn'],
  offered: true,
  refuse: '',
  closes: {},
  ...JSON.parse(localStorage.getItem('answers')),
});
const known = {
  main: { kind: 'shared', title: 'main', control: 'open', effects: true },
  night: { kind: 'shared', title: 'Night garden', control: 'token', effects: false },
  dawn: { kind: 'shared', title: 'Dawn', control: 'locked', effects: false },
  ['b'.repeat(26)]: { kind: 'personal', title: 'A station of your own', control: 'maker' },
};
window.posts = [];
window.controls = [];
window.sockets = [];

const json = (status, body) => new Response(JSON.stringify(body), { status });
const station = (id) => known[id] && { id, ...known[id] };

window.fetch = async (path, options = {}) => {
  const { pathname } = new URL(path, location.href);
  const [, id, below] = /^\/api\/v1\/stations(?:\/([^/]+))?(\/.*)?$/.exec(pathname) ?? [];
  if (!pathname.startsWith('/api/v1/stations')) {
    return ask(path, options);
  }
  if (id && !known[id]) {
    return json(404, { reason: 'station_not_found' });
  }
  if (below) {
    return ask('/api/v1' + below, options);
  }
  if (id) {
    return json(200, station(id));
  }
  const { shared, offered, refuse } = answers();
  if (options.method !== 'POST') {
    return json(200, { stations: shared.map(station), personal: { offered, linger_sec: 600 } });
  }
  posts.push(JSON.parse(options.body));
  if (refuse) {
    return json(503, { reason: refuse });
  }
  const made = 'c'.repeat(25) + String.fromCharCode(96 + posts.length);
  known[made] = { kind: 'personal', title: 'A station of your own', control: 'maker', effects: true };
  return json(201, { ...station(made), control_token: 'secret', linger_sec: 600 });
};

window.WebSocket = class extends WebSocket {
  constructor(url) {
    const asked = new URL(url);
    const id = asked.searchParams.get('station') ?? 'main';
    const there = new URL(asked);
    there.searchParams.delete('station');
    super(there);
    this.asked = asked.search;
    sockets.push(this);
    const code = answers().closes[id];
    if (code) {
      this.addEventListener('open', () => this.end(code));
    }
  }

  send(text) {
    const message = JSON.parse(text);
    if (message.type === 'control') {
      controls.push(message);
    } else {
      super.send(text);
    }
  }

  receive(message) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  end(code) {
    this.dispatchEvent(new CloseEvent('close', { code }));
  }
};
