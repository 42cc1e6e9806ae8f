// Asks again and again, never twice at once, not while the page is hidden, slower while it fails.
import { browserTimers } from './browser.js';
import { repeatDelay } from './retry.js';

/**
 * @param ask async; gives a result value of api.js @param everyMs a number or a function
 * @param visibility an event target with `hidden`; the document
 */
export function createPoller({
  ask, everyMs, random = Math.random, visibility = globalThis.document,
  timers = browserTimers,
}) {
  let timer = null;
  let running = false;
  let asking = false;
  let failures = 0;

  async function turn() {
    timers.clear(timer);
    if (!running || asking || visibility.hidden) return;
    asking = true;
    const result = await ask();
    asking = false;
    const failed = result?.kind === 'silent' || result?.status === 429 || result?.status >= 500;
    failures = failed ? failures + 1 : 0;
    const usual = (typeof everyMs === 'function' ? everyMs() : everyMs) * (0.9 + 0.2 * random());
    const pause = failed ? Math.max(usual, repeatDelay(failures, result.retryAfterMs ?? null, random)) : usual;
    if (running && !visibility.hidden) timer = timers.set(turn, pause);
  }

  return {
    start() {
      if (running) return;
      running = true;
      visibility.addEventListener('visibilitychange', turn);
      turn();
    },
    /** Asks at once. */
    nudge: turn,
    stop() {
      running = false;
      timers.clear(timer);
      visibility.removeEventListener('visibilitychange', turn);
    },
  };
}
