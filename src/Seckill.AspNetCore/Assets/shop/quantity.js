// How many: a stepper, shown only where more than one is allowed.
import { h, say, set } from './dom.js';
import { money } from './format.js';

export function createQuantity(words) {
  const { t, language } = words;
  const output = h('output', { class: 'stepper-value', 'aria-live': 'polite' }, '1');
  const less = h('button', { type: 'button', 'aria-label': t('sale.less'), onclick: () => move(-1) }, '−');
  const more = h('button', { type: 'button', 'aria-label': t('sale.more'), onclick: () => move(1) }, '+');
  const total = h('span', { class: 'quantity-total' });
  const element = h('div', { class: 'quantity', hidden: true, role: 'group', 'aria-label': t('sale.quantity') },
    h('span', { class: 'quantity-label' }, t('sale.quantity')), h('span', { class: 'stepper' }, less, output, more), total);
  let value = 1;
  let most = 1;
  let price = null;

  function move(step) {
    value = Math.min(most, Math.max(1, value + step));
    draw();
  }

  function draw() {
    say(output, String(value));
    set(less, 'disabled', value <= 1);
    set(more, 'disabled', value >= most);
    if (price) say(total, `${t('sale.total')} ${money(price.amount * value, price.currency, language)}`);
  }

  return {
    element,
    get value() { return value; },
    /** @param sale null hides the stepper and leaves the number as it is */
    show(sale, held) {
      const room = sale ? Math.min(sale.perBuyerLimit - held, sale.available ?? Infinity) : 1;
      set(element, 'hidden', !sale || room <= 1);
      if (!sale) return;
      most = Math.max(1, room);
      price = { amount: Number(sale.price), currency: sale.currency };
      move(0);
    },
  };
}
