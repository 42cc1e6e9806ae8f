// How soon to look at a purchase again.
import { repeatDelay } from './retry.js';

// Milliseconds without and with the push channel.
const PACE = { checking: [0, 0], queued: [1000, 3000], pendingPayment: [4000, 12_000] };
const AFTER_DEADLINE_MS = 300;

/** True for a purchase whose state may still change without this page's doing. */
export const isFollowed = (state) => state.phase in PACE;

/**
 * @param failures looks in a row that got no answer; @param asked the Retry-After of the last one, or null
 * @param now server time; when payment runs out before the usual look, the look comes right after that
 */
export function lookIn({ state, failures, asked, pushed, now, random }) {
  if (failures) return repeatDelay(failures, asked, random);
  const usual = PACE[state.phase][pushed ? 1 : 0] * (0.9 + 0.2 * random());
  const deadline = Date.parse(state.payBefore) - now + AFTER_DEADLINE_MS;
  return deadline > 0 ? Math.min(usual, deadline) : usual;
}
