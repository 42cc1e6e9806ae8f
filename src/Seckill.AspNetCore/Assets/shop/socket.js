// The push channel: reconnects for ever, remembers what is watched. A push is a hint; polling stands behind it.
import { browserTimers } from './browser.js';
import { repeatDelay } from './retry.js';

const STEADY_MS = 5000;

/**
 * @param url a function, because the token may have changed since the last connection
 * @param onMessage told each message; @param onState told true or false
 */
export function createSocket({
  url, onMessage, onState = () => {}, WebSocket = globalThis.WebSocket, random = Math.random,
  timers = browserTimers, now = () => Date.now(),
}) {
  const watched = new Set();
  let socket = null;
  let timer = null;
  let attempt = 0;
  let running = false;
  let up = false;

  const send = (saleId) => socket.send(JSON.stringify({ type: 'watch', saleId }));

  function report(next) {
    if (up === next) return;
    up = next;
    onState(up);
  }

  function connect() {
    timers.clear(timer);
    const address = url();
    if (!running || !address) return;
    const mine = new WebSocket(address);
    let openedAt = 0;
    socket = mine;
    mine.onopen = () => {
      if (mine !== socket) return;
      openedAt = now();
      watched.forEach(send);
      report(true);
    };
    mine.onmessage = (event) => {
      const message = mine === socket ? parse(event.data) : null;
      if (message) onMessage(message);
    };
    mine.onclose = () => {
      if (mine !== socket) return;
      report(false);
      // Only a connection that lasted starts the pauses anew: a host that drops at once is not stormed.
      attempt = openedAt && now() - openedAt > STEADY_MS ? 0 : attempt + 1;
      if (running) timer = timers.set(connect, repeatDelay(attempt + 1, null, random));
    };
  }

  function stop() {
    running = false;
    timers.clear(timer);
    const old = socket;
    socket = null;
    old?.close();
    report(false);
  }

  return {
    get up() { return up; },
    start() {
      if (running) stop();
      running = true;
      attempt = 0;
      connect();
    },
    stop,
    watch(saleId) {
      if (watched.has(saleId)) return;
      watched.add(saleId);
      if (up) send(saleId);
    },
    /** The network is back: do not wait out the pause. */
    nudge() {
      if (running && !up && socket?.readyState !== 0) connect();
    },
  };
}

/** The address of the push channel for a page's location. */
export function pushAddress(location, token) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/ws?access_token=${encodeURIComponent(token)}`;
}

function parse(text) {
  try {
    const message = JSON.parse(text);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    // A frame that is not ours is no news.
    return null;
  }
}
