// Numbers and times for people.

const two = (n) => String(n).padStart(2, '0');

/** 12 s → 00:12, 75 min → 1:15:00, two days → 48:00:00. Rounded up, so zero means zero. */
export function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const [, , minutes, rest] = parts(seconds);
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/** Days, hours, minutes, seconds of a number of seconds. */
export function parts(seconds) {
  return [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
}

/** A rough wait: "3 s", "2 min". */
export function wait(ms) {
  const seconds = Math.max(1, Math.ceil((ms ?? 0) / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

export function money(amount, currency, language) {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency ?? ''}`.trim();
  }
}

export const number = (value, language) => (Number.isFinite(value) ? new Intl.NumberFormat(language).format(value) : '–');

/** A moment in the reader's own time zone, to the millisecond. */
export const instant = (time, language) => moment(time, language, { fractionalSecondDigits: 3 });

/** A moment in the reader's own time zone. */
export function moment(time, language, more = {}) {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return '–';
  const day = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', ...more };
  return new Intl.DateTimeFormat(language, day).format(at);
}
