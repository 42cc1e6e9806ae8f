// One sale.
import { statusAt } from './button.js';
import { createClockFace } from './clock-face.js';
import { fill, h, say, set } from './dom.js';
import { moment, money, number } from './format.js';
import { problemText } from './messages.js';
import { createPanel } from './panel.js';
import { createPoller } from './poller.js';

const FAST_MS = 2000;
const PUSHED_MS = 8000;

export function mountSale(root, { session, words, signIn, alone }, saleId) {
  const { t, language } = words;
  const status = h('span', { class: 'chip' });
  const title = h('h1', { class: 'sale-title', tabindex: '-1' });
  const price = h('p', { class: 'price' });
  const amount = h('span', { class: 'stock-number' });
  const unit = h('span', { class: 'stock-unit' });
  const span = h('p', { class: 'fine' });
  const face = createClockFace(words);
  const panel = createPanel({ session, words, saleId, signIn });
  const missing = h('p', { class: 'empty' }, t('sales.loading'));
  const article = h('article', { class: 'sale', hidden: true },
    h('div', { class: 'sale-about' }, status, title, price,
      h('div', { class: 'sale-facts' }, face.element, h('p', { class: 'stock', 'aria-live': 'off' }, amount, unit)), span),
    panel.element);
  const back = h('a', { class: 'back', href: '#/list' }, t('sale.back'));
  fill(root, back, missing, article);

  const poller = createPoller({
    ask: async () => {
      const result = await session.readSale(saleId);
      if (result.kind === 'problem' && result.status === 404) gone(result);
      return result;
    },
    everyMs: () => (session.socket.up ? PUSHED_MS : FAST_MS),
  });

  function gone(result) {
    session.sales.delete(saleId);
    set(article, 'hidden', true);
    set(missing, 'hidden', false);
    say(missing, problemText(words, { ...result, code: 'sale-not-found' }));
  }

  function tick() {
    const sale = session.sales.get(saleId);
    if (!sale) return;
    const now = session.clock.now();
    const stands = statusAt(sale, now);
    say(status, t(`status.${stands}`));
    set(status, 'data-status', stands);
    if (stands === 'scheduled') face.show(t('sale.starts'), Date.parse(sale.startsAt) - now);
    else if (stands === 'open' || stands === 'paused') face.show(t('sale.ends'), Date.parse(sale.endsAt) - now);
    else face.show(t('sale.over'), null);
    panel.update(sale);
  }

  function changed() {
    const sale = session.sales.get(saleId);
    set(back, 'hidden', alone());
    if (!sale) return;
    set(article, 'hidden', false);
    set(missing, 'hidden', true);
    say(title, sale.title);
    if (price.dataset.of !== `${sale.price} ${sale.currency}`) {
      price.dataset.of = `${sale.price} ${sale.currency}`;
      fill(price, money(sale.price, sale.currency, language), h('small', {}, t('sale.price-each')));
    }
    const counted = Number.isFinite(sale.available);
    say(amount, counted ? number(sale.available, language) : '');
    say(unit, t(counted ? 'sale.left' : 'sale.left-unknown'));
    const times = { from: moment(sale.startsAt, language), to: moment(sale.endsAt, language) };
    say(span, `${t('sale.window', times)} · ${t('sale.limit', { limit: sale.perBuyerLimit })}`);
    tick();
  }

  session.socket.watch(saleId);
  poller.start();
  changed();
  return { tick, changed, stop: poller.stop, nudge: poller.nudge };
}
