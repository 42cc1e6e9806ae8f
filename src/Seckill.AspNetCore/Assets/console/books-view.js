// The books on the screen: a light, the equation, and every difference in words.
import { fill, h, say, set } from '../shop/dom.js';
import { number } from '../shop/format.js';
import { PARTS, readBooks } from './books.js';

/** The light alone, for the table. */
export function createLight(words) {
  const element = h('span', { class: 'light' });
  return {
    element,
    show(books, missing = 'books.unknown') {
      const { light } = readBooks(books);
      set(element, 'data-light', light);
      say(element, words.t(light === 'unknown' ? missing : `books.${light}`));
    },
  };
}

export function createBooks(words) {
  const { t, language } = words;
  const light = createLight(words);
  const total = h('dd', {});
  const settling = h('dd', {});
  const bars = PARTS.map((name) => h('span', { class: 'bar-part', 'data-part': name }));
  const units = PARTS.map(() => h('dd', {}));
  const differences = h('ul', { class: 'differences' });
  const stale = h('p', { class: 'fine', role: 'status' });
  const term = (name, value, part) => h('div', { class: 'number', 'data-part': part }, h('dt', {}, t(`books.${name}`)), value);
  const element = h('section', { class: 'box', 'aria-labelledby': 'books-title' },
    h('div', { class: 'box-head' }, h('h2', { id: 'books-title' }, t('books.title')), light.element),
    h('div', { class: 'stack', 'aria-hidden': 'true' }, bars),
    h('dl', { class: 'numbers' }, term('total', total), PARTS.map((name, index) => term(name, units[index], name)), term('settling', settling)),
    differences, stale);

  function difference({ units: count, cause, ids }) {
    const text = t(count >= 0 ? 'books.missing' : 'books.surplus', { units: number(Math.abs(count), language) });
    const key = `cause.${cause}`;
    return h('li', {}, h('strong', {}, text), ' – ', words.has(key) ? t(key) : cause,
      ids?.length > 0 && h('details', {}, h('summary', {}, t('books.ids', { count: ids.length })), ids.map((id) => h('code', {}, id))));
  }

  let drawn = '';
  return {
    element,
    /** @param problem text when the books could not be read now; the last known numbers stay, marked as old */
    show(books, problem = '') {
      const read = readBooks(books);
      light.show(problem ? null : books);
      say(stale, problem);
      set(element, 'data-stale', Boolean(problem));
      if (!books) return;
      say(total, number(books.total, language));
      say(settling, number(read.settling, language));
      read.parts.forEach(({ units: count, share }, index) => {
        say(units[index], number(count, language));
        bars[index].style.flexGrow = String(share);
      });
      const next = JSON.stringify(read.differences) + read.light + read.gap;
      if (next === drawn) return;
      drawn = next;
      const unsaid = read.light === 'bad' && read.differences.length === 0 ? [{ units: read.gap, cause: 'unexplained', ids: [] }] : [];
      fill(differences, [...read.differences, ...unsaid].map(difference));
    },
  };
}
