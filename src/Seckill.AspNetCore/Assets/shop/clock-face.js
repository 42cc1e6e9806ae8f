// The big countdown: days (when there are any), hours, minutes, seconds.
import { h, say, set } from './dom.js';
import { countdown, parts } from './format.js';

const UNITS = ['d', 'h', 'm', 's'];

export function createClockFace(words) {
  const cells = UNITS.map((unit) => {
    const digits = h('span', { class: 'face-digits' });
    return { digits, cell: h('span', { class: 'face-cell' }, digits, h('span', { class: 'face-unit' }, words.t(`time.${unit}`))) };
  });
  const label = h('p', { class: 'face-label' });
  const timer = h('div', { class: 'face-cells', role: 'timer', 'aria-live': 'off' }, cells.map(({ cell }) => cell));
  const element = h('div', { class: 'face' }, label, timer);

  return {
    element,
    /** Shows what is left in milliseconds; null hides the digits. */
    show(text, ms) {
      say(label, text);
      set(timer, 'hidden', ms === null);
      if (ms === null) return;
      const values = parts(Math.max(0, Math.ceil(ms / 1000)));
      set(timer, 'aria-label', countdown(ms));
      cells.forEach(({ digits, cell }, index) => {
        say(digits, String(values[index]).padStart(2, '0'));
        if (index === 0) set(cell, 'hidden', values[0] === 0);
      });
    },
  };
}
