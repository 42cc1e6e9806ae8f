// What the one button says and does: a pure function of the sale, the purchase and the server's time.
import { countdown, wait } from './format.js';

/** Where the sale stands at a moment, between two answers of the host. */
export function statusAt(sale, now) {
  if (!['scheduled', 'open', 'paused'].includes(sale.status)) return sale.status;
  if (now >= Date.parse(sale.endsAt)) return 'ended';
  return sale.status === 'scheduled' && now >= Date.parse(sale.startsAt) ? 'open' : sale.status;
}

const off = (state, ...label) => ({ state, label, action: null });
const on = (state, action, ...label) => ({ state, label, action });

/**
 * @param held units that the buyer holds in this sale already
 * @returns { state, label: [key, params?], action: null | 'buy' | 'sign-in' }
 */
export function buttonFor({ sale, purchase, busy, now, held = 0, signedIn = true }) {
  const open = whileOpen(purchase, busy, now);
  if (open) return open;
  const status = statusAt(sale, now);
  const full = held >= sale.perBuyerLimit;
  if (purchase.phase === 'paid' && (full || status !== 'open')) return off('paid', 'button.paid');
  if (status === 'paused') return off('paused', 'button.paused');
  if (status === 'scheduled') return off('scheduled', 'button.starts-in', { time: countdown(Date.parse(sale.startsAt) - now) });
  if (status !== 'open') return off('ended', 'button.ended');
  if (full) return off('limit', 'button.limit');
  if (sale.available === 0) return off('sold-out', 'button.sold-out');
  if (purchase.holdUntil > now) return off('hold', `button.hold`, { time: countdown(purchase.holdUntil - now) });
  if (!signedIn) return on('sign-in', 'sign-in', 'button.sign-in');
  return ready(purchase);
}

function ready(purchase) {
  if (purchase.phase === 'paid') return on('again', 'buy', 'button.buy-more');
  if (purchase.phase === 'cancelled' || purchase.phase === 'refused') return on('again', 'buy', 'button.again');
  return on('ready', 'buy', 'button.buy');
}

function whileOpen(purchase, busy, now) {
  if (busy) return off('busy', `button.${busy}`);
  switch (purchase.phase) {
    case 'sending':
      return off('sending', 'button.sending');
    case 'repeating':
      return off('repeating', `button.repeating.${purchase.cause}`, { time: wait(purchase.repeatAt - now) });
    case 'checking':
      return off('checking', 'button.checking');
    case 'unheard':
      return on('unheard', 'buy', 'button.unheard');
    case 'sign-in':
      return on('sign-in', 'sign-in', 'button.sign-in-again');
    case 'queued':
      return inLine(purchase);
    case 'pendingPayment':
      return won(Date.parse(purchase.payBefore) - now);
    default:
      return null;
  }
}

function inLine({ position, estimatedWaitMs }) {
  if (!position) return off('queued', 'button.in-line');
  if (estimatedWaitMs === undefined || estimatedWaitMs === null) return off('queued', 'button.in-line-at', { place: position });
  return off('queued', 'button.in-line-about', { place: position, time: wait(estimatedWaitMs) });
}

function won(left) {
  if (Number.isNaN(left)) return off('won', 'button.won');
  return left > 0 ? off('won', 'button.won-until', { time: countdown(left) }) : off('late', 'button.late');
}
