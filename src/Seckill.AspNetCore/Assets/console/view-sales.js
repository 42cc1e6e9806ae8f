// All sales: where they stand, what is left, and whether the books are right.
import { rowsOf } from '../shop/api.js';
import { fill, h, say, set } from '../shop/dom.js';
import { moment, money, number } from '../shop/format.js';
import { problemText } from '../shop/messages.js';
import { createPoller } from '../shop/poller.js';
import { createLight } from './books-view.js';
import { hasBooks } from './lifecycle.js';

const LIST_MS = 3000;
const BOOKS_MS = 1000;

export function mountSales(root, { desk, words, onProblem }) {
  const { t, language } = words;
  const rows = new Map();
  const seen = new Set();
  const body = h('tbody', {});
  const none = h('p', { class: 'empty' }, t('sales.loading'));
  const heads = ['sale', 'status', 'window', 'mode', 'price'].map((name) => h('th', { scope: 'col' }, t(`col.${name}`)));
  const table = h('table', { hidden: true }, h('thead', {}, h('tr', {}, heads,
    h('th', { scope: 'col', class: 'num' }, t('col.stock')), h('th', { scope: 'col' }, t('books.title')))), body);
  fill(root, h('div', { class: 'head' }, h('h1', {}, t('nav.sales')), h('a', { class: 'button', href: '#/new' }, t('nav.new'))), none, table);

  const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) =>
    (isIntersecting ? seen.add(target.dataset.id) : seen.delete(target.dataset.id))));

  function createRow(sale) {
    const title = h('a', { href: `#/sales/${encodeURIComponent(sale.id)}` });
    const status = h('span', { class: 'chip' });
    const light = createLight(words);
    const from = h('span');
    const to = h('small', { class: 'fine' });
    const cells = { window: h('td', {}, h('div', {}, from, to)), mode: h('td'), price: h('td'), stock: h('td', { class: 'num' }) };
    for (const [name, cell] of Object.entries(cells)) cell.dataset.label = t(`col.${name}`);
    const element = h('tr', { 'data-id': sale.id },
      h('td', { class: 'wide' }, title, h('small', { class: 'fine' }, `${sale.id} · ${sale.productId}`)),
      h('td', { 'data-label': t('col.status') }, status), cells.window, cells.mode, cells.price, cells.stock,
      h('td', { 'data-label': t('books.title') }, light.element));
    observer.observe(element);
    return { element, title, status, light, cells, from, to, sale };
  }

  function draw(row) {
    const { sale, books, title, status, light, cells, from, to } = row;
    say(title, sale.title);
    say(status, t(`status.${sale.status}`));
    set(status, 'data-status', sale.status);
    say(from, moment(sale.startsAt, language));
    say(to, `→ ${moment(sale.endsAt, language)}`);
    say(cells.mode, t(`mode.${sale.mode}`));
    say(cells.price, money(sale.price, sale.currency, language));
    const total = number(books?.total ?? sale.total ?? sale.stock, language);
    say(cells.stock, books ? `${number(books.available, language)} / ${total}` : total);
    light.show(books, hasBooks(sale.status) ? 'books.unknown' : 'books.none');
  }

  const list = createPoller({ everyMs: LIST_MS, ask: async () => {
    const result = await desk.sales();
    if (result.kind !== 'ok') {
      onProblem(result);
      if (rows.size === 0) say(none, problemText(words, result));
      return result;
    }
    const sales = rowsOf(result.body);
    for (const sale of sales) {
      if (!rows.has(sale.id)) rows.set(sale.id, createRow(sale));
      rows.get(sale.id).sale = sale;
      draw(rows.get(sale.id));
    }
    const order = sales.map(({ id }) => rows.get(id).element);
    if (order.some((element, index) => body.children[index] !== element)) fill(body, order);
    set(none, 'hidden', sales.length > 0);
    set(table, 'hidden', sales.length === 0);
    say(none, t('console.empty'));
    return result;
  } });

  const books = createPoller({ everyMs: BOOKS_MS, ask: async () => {
    const wanted = [...seen].map((id) => rows.get(id)).filter((row) => row && hasBooks(row.sale.status));
    const results = await Promise.all(wanted.map((row) => desk.books(row.sale.id)));
    results.forEach((result, index) => {
      wanted[index].books = result.kind === 'ok' ? result.body : null;
      draw(wanted[index]);
    });
    return results.find((result) => result.kind !== 'ok') ?? null;
  } });

  list.start();
  books.start();
  return { stop() {
    list.stop();
    books.stop();
    observer.disconnect();
  } };
}
