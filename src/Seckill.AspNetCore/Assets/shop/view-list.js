// The list of sales.
import { statusAt } from './button.js';
import { fill, h, say, set } from './dom.js';
import { countdown, money, number } from './format.js';
import { createPoller } from './poller.js';

const FAST_MS = 3000;
const PUSHED_MS = 10_000;

export function mountList(root, { session, words, openSale }) {
  const { t, language } = words;
  const cards = new Map();
  const list = h('ul', { class: 'cards' });
  const empty = h('p', { class: 'empty' }, t('sales.loading'));
  fill(root, h('h1', {}, t('sales.title')), empty, list);

  const poller = createPoller({
    ask: session.readSales,
    everyMs: () => (session.socket.up ? PUSHED_MS : FAST_MS),
  });
  let asked = false;

  function card(sale) {
    const status = h('span', { class: 'chip' });
    const when = h('span', { class: 'card-when' });
    const stock = h('span', { class: 'card-stock' });
    const link = h('a', { class: 'card', href: `#/sales/${encodeURIComponent(sale.id)}` },
      h('span', { class: 'card-top' }, status, when),
      h('strong', { class: 'card-title' }, sale.title),
      h('span', { class: 'card-bottom' }, h('span', { class: 'card-price' }, money(sale.price, sale.currency, language)), stock));
    session.socket.watch(sale.id);
    return { item: h('li', {}, link), status, when, stock };
  }

  function tick() {
    const now = session.clock.now();
    for (const [id, { status, when, stock }] of cards) {
      const sale = session.sales.get(id);
      if (!sale) continue;
      const stands = statusAt(sale, now);
      say(status, t(`status.${stands}`));
      set(status, 'data-status', stands);
      const until = { scheduled: ['sale.starts', sale.startsAt], open: ['sale.ends', sale.endsAt] }[stands];
      say(when, until ? `${t(until[0])} ${countdown(Date.parse(until[1]) - now)}` : '');
      say(stock, Number.isFinite(sale.available) ? `${number(sale.available, language)} ${t('sale.left')}` : '');
    }
  }

  function changed() {
    const sales = [...session.sales.values()];
    if (sales.length === 1 && openSale(sales[0].id)) return;
    for (const id of cards.keys()) if (!session.sales.has(id)) cards.delete(id);
    for (const sale of sales) if (!cards.has(sale.id)) cards.set(sale.id, card(sale));
    const items = sales.map((sale) => cards.get(sale.id).item);
    if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) fill(list, items);
    set(empty, 'hidden', items.length > 0);
    if (asked && session.reachable) fill(empty, t('sales.empty'), h('br'), h('small', {}, t('sales.empty-hint')));
    asked = true;
    tick();
  }

  poller.start();
  if (session.sales.size > 0) changed();
  return { tick, changed, stop: poller.stop };
}
