// The server's clock, told from its own answers and carried on by a clock that nobody can set.

const KEPT = 8;
const DRIFT = 100e-6; // a cheap quartz is off by at most 100 millionths
const JUMP_MS = 1500;

/**
 * @param monotonic milliseconds that only go forward
 * @param wall the device's own clock; the fallback until the first answer, and the witness of a sleep
 */
export function createClock({ monotonic = () => performance.now(), wall = () => Date.now() } = {}) {
  let samples = [];
  let gap = wall() - monotonic();

  // Some devices stop the monotonic clock while they sleep; the wall clock then runs ahead of it.
  function noticeSleep() {
    const current = wall() - monotonic();
    const slept = Math.abs(current - gap) > JUMP_MS;
    gap = current;
    if (slept) samples = [];
    return slept;
  }

  const doubt = (sample, at) => sample.roundTrip / 2 + Math.max(0, at - sample.at) * DRIFT;

  function best() {
    const at = monotonic();
    return samples.reduce((found, sample) => (found && doubt(found, at) <= doubt(sample, at) ? found : sample), null);
  }

  return {
    /** Takes the server's time (milliseconds or RFC 3339) from an answer asked for at sentAt and here at receivedAt. */
    sample(serverTime, sentAt, receivedAt) {
      const server = typeof serverTime === 'number' ? serverTime : Date.parse(serverTime);
      if (!Number.isFinite(server) || receivedAt < sentAt) return;
      noticeSleep();
      const middle = (sentAt + receivedAt) / 2;
      samples = [...samples.slice(1 - KEPT), { offset: server - middle, roundTrip: receivedAt - sentAt, at: receivedAt }];
    },

    /** The server's time now, in milliseconds since 1970. */
    now() {
      const sample = best();
      return sample ? monotonic() + sample.offset : wall();
    },

    /** How far off now() may be, in milliseconds; Infinity before the first answer. */
    error() {
      const sample = best();
      return sample ? doubt(sample, monotonic()) : Infinity;
    },

    /** True, once, when the device has slept or its clock was moved: ask the server again. */
    noticeSleep,
  };
}
