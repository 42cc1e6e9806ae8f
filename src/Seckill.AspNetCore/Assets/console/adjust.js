// A stock adjustment: one key from the click to the answer, repeated while the outcome is unknown, also after a reload.
import { newKey as randomKey } from '../shop/keys.js';
import { repeatDelay, verdict } from '../shop/retry.js';

/**
 * @param slot where the open adjustment is kept; @param send (key, { delta, reason }) → result
 * @param onRepeat told the milliseconds until the next try
 */
export function createAdjuster({
  storage, slot, send, onRepeat = () => {}, newKey = randomKey, random = Math.random,
  sleep = (ms) => new Promise((done) => setTimeout(done, ms)),
}) {
  let running = false;
  let stopped = false;

  async function drive({ key, delta, reason }) {
    running = true;
    for (let attempt = 0; !stopped; attempt++) {
      const result = await send(key, { delta, reason });
      const meaning = verdict(result);
      if (meaning === 'answer' || meaning === 'refused') storage.remove(slot);
      if (meaning !== 'repeat') {
        running = false;
        return result;
      }
      const pause = repeatDelay(attempt, result.retryAfterMs ?? null, random);
      onRepeat(pause);
      await sleep(pause);
    }
    return null;
  }

  return {
    /** What was begun and not answered yet; null when there is none. */
    get open() { return storage.get(slot); },
    get running() { return running; },
    /** Starts an adjustment; null while another one is open. */
    begin(delta, reason) {
      if (running || storage.get(slot)) return null;
      const adjustment = { key: newKey(), delta, reason };
      storage.set(slot, adjustment);
      return drive(adjustment);
    },
    /** Goes on with what an earlier page left open; null when there is nothing. */
    resume() {
      const open = storage.get(slot);
      return open && !running ? drive(open) : null;
    },
    stop() { stopped = true; },
  };
}
