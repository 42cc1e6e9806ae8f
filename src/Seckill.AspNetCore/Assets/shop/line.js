// The place in line, as numbers for the page: a pure function of the purchase.

/**
 * @returns null unless the purchase stands in line at a known place; else { place, ahead, part, waitMs }, where part is how much of
 *   the way from the first place that was told has been gone, from 0 to 1
 */
export function lineOf({ phase, position, firstPosition, estimatedWaitMs }) {
  if (phase !== 'queued' || !position) return null;
  const first = Math.max(firstPosition ?? position, position);
  return { place: position, ahead: position - 1, part: first > 1 ? (first - position) / (first - 1) : 1, waitMs: estimatedWaitMs ?? null };
}
