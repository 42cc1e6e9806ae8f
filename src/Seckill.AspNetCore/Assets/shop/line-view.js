// Shows the place in line. The button says the same in words, so that this is for the eye alone.
import { h, say, set } from './dom.js';
import { number, wait } from './format.js';
import { lineOf } from './line.js';

export function createLine({ t, language }) {
  const place = h('span', { class: 'line-place' });
  const about = h('span', { class: 'line-about' });
  const way = h('progress', { max: '1' });
  const element = h('div', { class: 'line', hidden: true, 'aria-hidden': 'true' },
    h('span', { class: 'line-label' }, t('line.place')), place, about, way);

  return {
    element,
    show(purchase) {
      const line = lineOf(purchase);
      set(element, 'hidden', line === null);
      if (line === null) return;
      say(place, number(line.place, language));
      const ahead = line.ahead > 0 ? t('line.ahead', { count: number(line.ahead, language) }) : t('line.next');
      say(about, line.waitMs === null ? ahead : `${ahead} · ${t('line.about', { time: wait(line.waitMs) })}`);
      set(way, 'value', line.part);
    },
  };
}
