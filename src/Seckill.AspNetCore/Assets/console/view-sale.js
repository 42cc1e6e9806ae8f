// One sale: its state and moves, its books, its settings, its stock, its orders.
import { fill, h, say, set } from '../shop/dom.js';
import { moment, money } from '../shop/format.js';
import { problemText } from '../shop/messages.js';
import { createPoller } from '../shop/poller.js';
import { createBooks } from './books-view.js';
import { confirmButton, createOutcome } from './fields.js';
import { createAdjustForm } from './form-adjust.js';
import { createChangeForm } from './form-change.js';
import { hasBooks, isChangeable, isFinal, movesOf } from './lifecycle.js';
import { createPaged } from './paged.js';

const EVERY_MS = 1000;

export function mountSale(root, { desk, words, onProblem, flash }, saleId) {
  const { t, language } = words;
  let sale = null;
  let lastBooks = null;
  let moving = false;
  const title = h('h1', {});
  const status = h('span', { class: 'chip' });
  const facts = h('p', { class: 'fine' });
  const moves = h('div', { class: 'actions' });
  const outcome = createOutcome();
  const books = createBooks(words);
  const change = createChangeForm({ desk, words, saleId, onSaved: take });
  const adjust = createAdjustForm({ desk, words, saleId, onDone: () => poller.nudge() });
  const missing = h('p', { class: 'empty' }, t('sales.loading'));
  const orders = createPaged({
    words, title: t('orders.title'), empty: t('orders.empty'), everyMs: 3000, ask: (page) => desk.orders(saleId, page), onProblem,
    columns: [
      [t('col.order'), (order) => h('code', {}, order.orderId), 'wide'], [t('col.buyer'), (order) => order.buyer],
      [t('col.quantity'), (order) => String(order.quantity), 'num'],
      [t('col.status'), (order) => h('span', { class: 'chip', 'data-status': order.status }, words.has(`purchase.${order.status}`) ? t(`purchase.${order.status}`) : order.status)],
      [t('col.created'), (order) => moment(order.createdAt, language)], [t('col.payBefore'), (order) => moment(order.payBefore, language)],
    ],
  });
  const content = h('div', { hidden: true },
    h('div', { class: 'head' }, h('div', {}, status, title, facts), moves), outcome.element, books.element,
    h('div', { class: 'pair' }, change.element, adjust.element),
    h('section', { class: 'box' }, h('h2', {}, t('orders.title')), orders.element));
  fill(root, h('a', { class: 'back', href: '#/sales' }, t('nav.sales')), missing, content);

  const poller = createPoller({ everyMs: EVERY_MS, ask: async () => {
    const result = await desk.sale(saleId);
    if (result.kind !== 'ok') {
      onProblem(result);
      if (!sale) say(missing, problemText(words, result));
      else books.show(lastBooks, problemText(words, result));
      return result;
    }
    take(result.body);
    set(books.element, 'hidden', !hasBooks(sale.status));
    if (!hasBooks(sale.status)) return result;
    const read = await desk.books(saleId);
    if (read.kind === 'ok') lastBooks = read.body;
    books.show(lastBooks, read.kind === 'ok' ? '' : `${t('books.stale')} ${problemText(words, read)}`);
    return read;
  } });

  function take(next) {
    if (!next?.id) return poller.nudge();
    const before = sale;
    sale = next;
    if (!before) {
      set(missing, 'hidden', true);
      set(content, 'hidden', false);
      orders.start();
      adjust.start();
    }
    say(title, sale.title);
    say(status, t(`status.${sale.status}`));
    set(status, 'data-status', sale.status);
    say(facts, [sale.id, sale.productId, money(sale.price, sale.currency, language), t('facts.limit', { limit: sale.perBuyerLimit }), t(`mode.${sale.mode}`),
      `${moment(sale.startsAt, language)} → ${moment(sale.endsAt, language)}`, t('facts.window', { window: sale.paymentWindow }), t('facts.version', { version: sale.version })].join(' · '));
    if (before?.status !== sale.status) drawMoves();
    set(change.element, 'hidden', !isChangeable(sale.status));
    set(adjust.element, 'hidden', !isChangeable(sale.status));
    change.show(sale);
  }

  function drawMoves() {
    fill(moves, movesOf(sale.status).map((move, index) =>
      confirmButton(t(`move.${move}`), isFinal(move) ? t(`move.${move}-sure`) : null, () => act(move), { class: index === 0 && !isFinal(move) ? 'primary' : 'quiet' })));
  }

  async function act(move) {
    if (moving) return;
    moving = true;
    moves.querySelectorAll('button').forEach((button) => { button.disabled = true; });
    outcome.wait(t('console.working'));
    const result = await desk.move(saleId, move);
    // Whatever was answered, or not: the sale itself tells what is true now.
    const now = await desk.sale(saleId);
    moving = false;
    if (now.kind === 'ok') take(now.body);
    drawMoves();
    if (result.kind === 'ok') outcome.good(t(`moved.${move}`));
    else outcome.bad(now.kind === 'ok' ? `${problemText(words, result)} ${t('console.stands', { status: t(`status.${now.body.status}`) })}` : problemText(words, result));
    onProblem(result);
  }

  if (flash.text) outcome.bad(flash.text);
  flash.text = '';
  poller.start();
  return { stop() {
    poller.stop();
    orders.stop();
    adjust.stop();
  } };
}
