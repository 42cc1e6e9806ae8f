// Drives the state machine of purchase.js: sends, repeats, polls, listens, and keeps the key.
import { newKey as randomKey } from './keys.js';
import { browserTimers, tabLock } from './browser.js';
import { isFollowed, lookIn } from './pace.js';
import { IDLE, holdsKey, recordOf, reduce } from './purchase.js';
import { causeOf, repeatDelay, verdict } from './retry.js';
import { settle } from './settle.js';

const AFTER_REFUSAL_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * One sale, one account, at most one open wish.
 * @param clock server time; @param isPushed true while the socket is up, so polling may be slower
 * @param onChange told after every change
 */
export function createRunner({
  saleId, api, keys, clock, isPushed = () => false, onChange = () => {},
  timers = browserTimers, random = Math.random, newKey = randomKey, wall = () => Date.now(),
  exclusive = tabLock,
}) {
  let state = IDLE;
  let timer = null;
  let failures = 0;
  let asked = null; // the Retry-After of the last look
  let busy = null;
  let stopped = false;

  function apply(event) {
    const before = state;
    state = reduce(state, event);
    if (state === before) return;
    const record = recordOf(state);
    if (record) keys.save(saleId, record);
    else if (before.key) keys.drop(saleId);
    onChange(state);
  }

  function plan(ms, run) {
    timers.clear(timer);
    timer = stopped ? null : timers.set(run, ms);
  }

  async function send() {
    timers.clear(timer);
    const { key, quantity } = state;
    const result = await api.purchase(saleId, key, quantity);
    if (stopped || state.key !== key) return;
    const meaning = verdict(result);
    if (meaning === 'answer') apply({ type: 'answer', purchase: { quantity, ...result.body } });
    if (meaning === 'answer' && state.phase !== 'sending') return follow();
    if (meaning === 'sign-in') apply({ type: 'sign-in' });
    else if (meaning === 'refused') refuse(result);
    else {
      const delay = repeatDelay(state.attempt, result.retryAfterMs ?? null, random);
      apply({ type: 'unknown', cause: causeOf(result), repeatAt: clock.now() + delay, notBefore: wall() + delay });
      plan(delay, repeat);
    }
  }

  function refuse(result) {
    const holdUntil = clock.now() + Math.max(AFTER_REFUSAL_MS, result.retryAfterMs ?? 0);
    apply({ type: 'refused', code: result.code, detail: result.detail, holdUntil });
  }

  function repeat() {
    apply({ type: 'repeat' });
    return send();
  }

  function follow() {
    if (isFollowed(state)) plan(lookIn({ state, failures, asked, pushed: isPushed(), now: clock.now(), random }), look);
    else timers.clear(timer);
  }

  async function look() {
    const { reservationId } = state;
    if (!isFollowed(state)) return;
    const result = await api.purchaseState(reservationId);
    if (stopped || state.reservationId !== reservationId) return;
    const meaning = verdict(result);
    failures = meaning === 'repeat' ? failures + 1 : 0;
    asked = result.retryAfterMs ?? null;
    if (meaning === 'answer') apply({ type: 'answer', purchase: result.body });
    else if (meaning === 'sign-in') apply({ type: 'sign-in' });
    else if (meaning === 'refused') apply({ type: 'refused', code: 'purchase-not-found', holdUntil: clock.now() });
    follow();
  }

  async function act(action) {
    if (busy || !state.reservationId) return null;
    const { reservationId } = state;
    busy = action;
    onChange(state);
    const { purchase, problem } = await settle(api, action, reservationId, { random, sleep: (ms) => new Promise((done) => timers.set(done, ms)) });
    busy = null;
    if (purchase && !stopped) apply({ type: 'answer', purchase });
    onChange(state);
    follow();
    return problem;
  }

  /** Takes up what an earlier page left behind, if anything. */
  function resume() {
    const record = keys.load(saleId);
    if (!record || (holdsKey(state) && state.phase !== 'sign-in')) return;
    state = IDLE;
    const pause = Math.min(Math.max(0, (record.notBefore ?? 0) - wall()), LONGEST_PAUSE_MS);
    apply({ type: 'restore', record, at: wall(), repeatAt: clock.now() + pause });
    if (state.phase === 'repeating') plan(pause, repeat);
    else if (state.phase === 'sending') send();
    else follow();
  }

  // Under a lock that all tabs share: the tab that comes second finds the first one's key.
  async function begin(quantity) {
    busy = 'sending';
    await exclusive(keys.name(saleId), async () => {
      busy = null;
      if (stopped) return;
      if (keys.load(saleId)) return resume();
      apply({ type: 'begin', key: newKey(), quantity, at: wall() });
      await send();
    });
  }

  /** Another tab has written down a purchase, or has let it go: look at the same one. */
  function followTab() {
    if (keys.load(saleId)?.reservationId && !holdsKey(state)) resume();
    else if (isFollowed(state)) look();
  }

  return {
    get state() { return state; },
    get busy() { return busy; },
    resume,
    followTab,
    /** A click on the one button. While a wish is open it changes nothing. */
    click(quantity) {
      if (state.phase === 'unheard') return repeat();
      return holdsKey(state) || busy ? undefined : begin(quantity);
    },
    /** A push, or a purchase found in the list: taken over at once; the truth is asked for when it says something new. */
    hear(purchase) {
      if (purchase.saleId !== saleId || stopped) return;
      const mine = state.reservationId === purchase.reservationId;
      const open = purchase.status === 'queued' || purchase.status === 'pendingPayment';
      if (!mine && (holdsKey(state) || !open)) return;
      if (!mine) apply({ type: 'reset' });
      const before = state.phase;
      apply({ type: 'answer', purchase });
      if (state.phase !== before) isFollowed(state) ? look() : follow();
    },
    /** The network is back, or the page is seen again: do not wait out the pause. */
    nudge() {
      if (state.phase === 'repeating' && state.cause === 'silence') return repeat();
      return isFollowed(state) ? look() : undefined;
    },
    pay: () => act('pay'),
    cancel: () => act('cancel'),
    stop() {
      stopped = true;
      timers.clear(timer);
    },
  };
}
