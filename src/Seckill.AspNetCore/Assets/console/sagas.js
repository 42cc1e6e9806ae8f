// What is to be known of sagas: their states, what became of each step, and what an operator may do.

export const STATES = ['running', 'waiting', 'compensating', 'parked', 'completed', 'compensated'];

/** The steps that can be made to fail in development. */
export const FAULT_STEPS = ['order.create', 'payment.notify', 'stock.sync', 'notify.failure'];

const ACTIONS = ['retry', 'skip', 'complete'];
const BAD = ['tryFailed', 'tryUnknown', 'refused', 'exhausted', 'undoFailed', 'deadlinePassed', 'givenUp', 'parked', 'eventLate'];
const GOOD = ['done', 'eventAccepted', 'completed'];

/** What an operator may do with a saga: something only while it stands still. */
export const actionsOf = (state) => (state === 'parked' ? ACTIONS : []);

/** True for an action that passes over work: the page asks twice. */
export const isFinal = (action) => action !== 'retry';

/** The tone of a line: 'good', 'bad' or 'plain'. */
export const toneOf = (kind) => (GOOD.includes(kind) ? 'good' : BAD.includes(kind) ? 'bad' : 'plain');

/**
 * The steps with what became of each: 'done' (in place now), 'undone' (was in place), 'passed' (given up, the rest went on), 'pending'
 * (not reached, or not done yet). `here` is true at the step where an unfinished saga stands.
 */
export function stepsOf({ saga, steps, done = [], timeline = [] }) {
  const ended = saga.state === 'completed' || saga.state === 'compensated';
  const passed = passedOf({ saga, steps, done, timeline });
  return steps.map((name, index) => {
    const kinds = timeline.filter((line) => line.step === name).map((line) => line.kind);
    const inPlace = done.includes(name) || (index < passed && !kinds.includes('givenUp'));
    return { name, state: inPlace ? 'done' : goneOf(kinds, saga.state), here: !ended && saga.step === name };
  });
}

// A wait puts nothing in place, so a saga that goes forward has done it when it stands behind it. On the way back only what is in place counts.
function passedOf({ saga, steps, done, timeline }) {
  const isBack = saga.state === 'compensating' || saga.state === 'compensated' || timeline.some((line) => line.kind === 'turnedBack');
  if (isBack) return 0;
  if (saga.state !== 'completed') return Math.max(0, steps.indexOf(saga.step));
  const last = (list) => Math.max(-1, ...list.map((name) => steps.indexOf(name)));
  return 1 + Math.max(last(done), last(timeline.filter((line) => line.kind === 'eventAccepted').map((line) => line.step)));
}

// An order's row tells that its purchase has ended, not each step back, so a done step that is not in place has been undone.
function goneOf(kinds, state) {
  if (kinds.includes('undone')) return 'undone';
  if (kinds.includes('givenUp')) return 'passed';
  return state === 'compensated' && kinds.includes('done') ? 'undone' : 'pending';
}

/** The query of a list; what is empty is left out. */
export function queryOf({ state, definition, page }) {
  const query = new URLSearchParams({ page });
  if (state) query.set('state', state);
  if (definition) query.set('definition', definition);
  return String(query);
}

/** A planned failure as the host takes it; no buyer means everybody. */
export const faultOf = (step, failures, buyer) => ({ step, failures, ...(buyer.trim() ? { buyer: buyer.trim() } : {}) });
