// The life of one wish to buy, as a pure state machine.
//
//   idle → sending → queued → pendingPayment → paid | cancelled
//             ↑↓        ↓
//          repeating  refused          (unknown outcome: same key again; definite no: key dropped)

const RANK = { queued: 1, pendingPayment: 2, paid: 3, cancelled: 3, refused: 3 };
const HOLDING = new Set(['sending', 'repeating', 'sign-in', 'unheard', 'checking', 'queued', 'pendingPayment']);
const STALE_MS = 15 * 60_000;

export const IDLE = Object.freeze({ phase: 'idle' });

/** True while the key must be kept: the purchase may exist and is not terminal. */
export const holdsKey = (state) => HOLDING.has(state.phase);

/** What is kept of a state across a reload; null when there is nothing to keep. */
export function recordOf(state) {
  if (!holdsKey(state) || !state.key) return null;
  const { key, quantity, since, reservationId, cause, notBefore, firstPosition } = state;
  return {
    key, quantity, since, ...(reservationId ? { reservationId } : {}), ...(notBefore ? { cause, notBefore } : {}), ...(firstPosition ? { firstPosition } : {}),
  };
}

export function reduce(state, event) {
  switch (event.type) {
    case 'begin':
      return holdsKey(state) ? state : { phase: 'sending', key: event.key, quantity: event.quantity, since: event.at, attempt: 0 };
    case 'restore':
      return restore(event);
    case 'unknown':
      return { ...state, phase: 'repeating', attempt: state.attempt + 1, cause: event.cause, repeatAt: event.repeatAt, notBefore: event.notBefore };
    case 'repeat':
      return { ...state, phase: 'sending', notBefore: undefined };
    case 'sign-in':
      return { ...state, phase: 'sign-in' };
    case 'refused':
      return { phase: 'refused', code: event.code, detail: event.detail, quantity: state.quantity, holdUntil: event.holdUntil };
    case 'answer':
      return answer(state, event.purchase);
    case 'reset':
      return IDLE;
    default:
      throw new Error(`No such event: ${event.type}`);
  }
}

function restore({ record, at, repeatAt }) {
  const base = { key: record.key, quantity: record.quantity, since: record.since, attempt: 0 };
  if (record.reservationId) return { ...base, phase: 'checking', reservationId: record.reservationId, firstPosition: record.firstPosition };
  // What the host asked to wait is not shortened by a reload.
  if (record.notBefore > at) return { ...base, phase: 'repeating', cause: record.cause, notBefore: record.notBefore, repeatAt };
  // A wish from long ago is not repeated behind the shopper's back; the button offers it.
  return { ...base, phase: at - record.since > STALE_MS ? 'unheard' : 'sending' };
}

function answer(state, purchase) {
  const known = RANK[purchase.status];
  const other = state.reservationId && state.reservationId !== purchase.reservationId;
  // A late answer never takes a purchase back to an earlier state.
  if (!known || other || known < (RANK[state.phase] ?? 0)) return state;
  const { key, since } = state;
  return {
    phase: purchase.status,
    ...(known < 3 ? { key, since } : {}),
    reservationId: purchase.reservationId,
    orderId: purchase.orderId ?? state.orderId,
    quantity: purchase.quantity ?? state.quantity,
    payBefore: purchase.payBefore ?? state.payBefore,
    amount: purchase.amount ?? state.amount,
    currency: purchase.currency ?? state.currency,
    code: purchase.reason,
    ...(purchase.status === 'queued' ? place(state, purchase) : {}),
  };
}

function place(state, { position, estimatedWaitMs }) {
  const nearer = Math.min(state.position ?? Infinity, position ?? Infinity);
  const known = Number.isFinite(nearer) ? nearer : undefined;
  return { position: known, firstPosition: state.firstPosition ?? known, estimatedWaitMs: estimatedWaitMs ?? state.estimatedWaitMs };
}
