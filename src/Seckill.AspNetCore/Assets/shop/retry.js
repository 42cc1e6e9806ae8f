// What an answer means for a call that changes something, and when to repeat it.

const UNKNOWN = new Set([408, 425, 429]);

/**
 * 'answer'  – it was done; 'refused' – it was definitely not;
 * 'sign-in' – the token is not accepted; 'repeat' – nobody knows: send the same call again.
 */
export function verdict(result) {
  if (result.kind === 'ok') return 'answer';
  if (result.kind === 'silent') return 'repeat';
  if (result.status === 401) return 'sign-in';
  return result.status >= 500 || UNKNOWN.has(result.status) ? 'repeat' : 'refused';
}

/** Why a call is repeated: 'silence', 'rate-limited' or 'unavailable'. */
export function causeOf(result) {
  if (result.kind === 'silent') return 'silence';
  return result.status === 429 ? 'rate-limited' : 'unavailable';
}

/** Reads a Retry-After header (seconds or a date) as milliseconds; null when there is none that makes sense. */
export function readRetryAfter(header, nowMs = Date.now()) {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

const BASE_MS = 400;
const CAP_MS = 10_000;

/**
 * Milliseconds until the repeat number `attempt` (from 0). Half of the growing pause is random, so that
 * a crowd that failed together does not come back together; a Retry-After is never undercut.
 */
export function repeatDelay(attempt, retryAfterMs = null, random = Math.random) {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 10));
  const jittered = full / 2 + (full / 2) * random();
  if (retryAfterMs === null) return jittered;
  return retryAfterMs + Math.min(1000, retryAfterMs / 4 + 100) * random();
}
