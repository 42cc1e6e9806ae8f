// The buyer's purchases, newest first, page by page.
import { hasMore, rowsOf } from './api.js';
import { fill, h, say, set } from './dom.js';
import { moment, money } from './format.js';
import { problemText, textOf } from './messages.js';
import { createPoller } from './poller.js';
import { settle } from './settle.js';

const EVERY_MS = 5000;

export function mountMine(root, { session, words, signIn }) {
  const { t, language } = words;
  let page = 1;
  let drawn = '';
  let busy = false;
  const list = h('ul', { class: 'rows' });
  const empty = h('p', { class: 'empty' }, t('sales.loading'));
  const error = h('p', { class: 'error', role: 'alert', hidden: true });
  const newer = h('button', { type: 'button', class: 'quiet', onclick: () => turn(-1) }, t('mine.newer'));
  const older = h('button', { type: 'button', class: 'quiet', onclick: () => turn(1) }, t('mine.older'));
  const place = h('span', { 'aria-live': 'polite' });
  const pager = h('nav', { class: 'pager', hidden: true }, newer, place, older);
  const enter = h('button', { type: 'button', class: 'primary', hidden: true, onclick: signIn }, t('account.title'));
  fill(root, h('h1', {}, t('mine.title')), error, empty, enter, list, pager);

  const poller = createPoller({ ask: read, everyMs: EVERY_MS });

  function turn(step) {
    page += step;
    poller.nudge();
  }

  async function read() {
    const signedOut = !session.account.current;
    set(enter, 'hidden', !signedOut);
    if (signedOut) {
      say(empty, t('mine.sign-in'));
      fill(list);
      return null;
    }
    const asked = page;
    const result = await session.api.purchases(asked);
    set(enter, 'hidden', result.status !== 401);
    if (asked !== page) return read();
    if (result.kind === 'ok') show(rowsOf(result.body), hasMore(result.body));
    else fail(result);
    return result;
  }

  function show(rows, more) {
    set(error, 'hidden', true);
    rows.forEach((row) => session.holdings.put(row));
    set(empty, 'hidden', rows.length > 0);
    say(empty, t('mine.empty'));
    set(pager, 'hidden', page === 1 && !more);
    say(place, t('mine.page', { page }));
    set(newer, 'disabled', page === 1);
    set(older, 'disabled', !more);
    const next = JSON.stringify(rows);
    if (next === drawn || busy) return;
    drawn = next;
    fill(list, rows.map(row));
  }

  function row(purchase) {
    const title = session.sales.get(purchase.saleId)?.title ?? purchase.saleId;
    const open = purchase.status === 'queued' || purchase.status === 'pendingPayment';
    const givenUp = /^cancelled-by/.test(purchase.reason ?? ''); // out of the line, by somebody's wish
    const amount = price(purchase);
    const why = purchase.reason ? textOf(words, purchase.reason) : '';
    const due = purchase.status === 'pendingPayment' ? t('mine.pay-before', { time: moment(purchase.payBefore, language) }) : why;
    return h('li', { class: 'row' },
      h('div', { class: 'row-main' },
        h('a', { href: `#/sales/${encodeURIComponent(purchase.saleId)}` }, title),
        h('span', { class: 'row-sub' }, due), h('code', {}, purchase.reservationId)),
      h('div', { class: 'row-side' },
        h('span', { class: 'chip', 'data-status': purchase.status }, t(`purchase.${givenUp ? 'cancelled' : purchase.status}`)),
        h('span', { class: 'row-amount' }, amount ? `${t('mine.pieces', { count: purchase.quantity })} ${amount}` : '')),
      open && h('div', { class: 'actions' },
        purchase.status === 'pendingPayment' && session.account.current?.dev && action('pay', purchase),
        action('cancel', purchase)));
  }

  const price = ({ amount, currency }) => (amount === undefined || amount === null ? '' : money(amount, currency, language));

  function action(name, purchase) {
    const text = name === 'pay' ? t('pay.do', { amount: price(purchase) }) : t(purchase.status === 'queued' ? 'cancel.line' : 'cancel.order');
    return h('button', { type: 'button', class: name === 'pay' ? 'primary' : 'quiet', onclick: async () => {
      if (busy) return;
      busy = true;
      list.querySelectorAll('button').forEach((button) => { button.disabled = true; });
      const { purchase: now, problem } = await settle(session.api, name, purchase.reservationId);
      busy = false;
      drawn = '';
      if (now) session.runnerFor(now.saleId)?.hear(now);
      poller.nudge();
      if (problem) fail(problem);
    } }, text);
  }

  function fail(result) {
    set(empty, 'hidden', true);
    set(error, 'hidden', false);
    say(error, problemText(words, result));
  }

  session.readSales().then(() => { drawn = ''; });
  poller.start();
  return { tick() {}, changed() {}, stop: poller.stop, nudge: poller.nudge };
}
