// Pay and cancel: repeated until the outcome is known, looking at the truth before each repeat.
import { repeatDelay, verdict } from './retry.js';

const TRIES = 8;
const ENDED = new Set(['paid', 'cancelled', 'refused']);

/**
 * @param action 'pay' or 'cancel'
 * @returns { purchase, problem }: the state as read afterwards (null when it could not be read),
 *   and the problem when the host said no or never answered
 */
export async function settle(api, action, orderId, { sleep = pause, random = Math.random } = {}) {
  let problem = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const result = await api[action](orderId);
    const meaning = verdict(result);
    problem = meaning === 'answer' ? null : result;
    const truth = await api.purchaseState(orderId);
    const purchase = truth.kind === 'ok' ? truth.body : null;
    const ended = purchase !== null && ENDED.has(purchase.status);
    if (meaning !== 'repeat' || ended) return { purchase, problem: ended && meaning === 'repeat' ? null : problem };
    await sleep(repeatDelay(attempt, result.retryAfterMs ?? null, random));
  }
  return { purchase: null, problem };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
