// Writes a new sale.
import { fill, h, set } from '../shop/dom.js';
import { problemText } from '../shop/messages.js';
import { createOutcome, field, fromInput, toInput } from './fields.js';
import { MODES } from './form-change.js';

const MINUTE = 60_000;

export function mountNew(root, { desk, words, onProblem, flash }) {
  const { t } = words;
  const soon = Math.ceil(Date.now() / MINUTE) * MINUTE + MINUTE;
  const fields = {
    title: field('new-title', t('field.title'), { maxlength: 200, value: t('new.default-title') }),
    productId: field('new-product', t('field.productId'), { maxlength: 64, pattern: '[A-Za-z0-9_\\-]+', value: 'demo-1', hint: t('new.product-hint') }),
    stock: field('new-stock', t('field.stock'), { type: 'number', min: 1, max: 100_000_000, step: 1, value: '100', inputmode: 'numeric' }),
    price: field('new-price', t('field.price'), { type: 'number', min: 0, step: '0.01', value: '99.00', inputmode: 'decimal' }),
    currency: field('new-currency', t('field.currency'), { pattern: '[A-Z]{3}', maxlength: 3, value: 'CNY' }),
    startsAt: field('new-starts', t('field.startsAt'), { type: 'datetime-local', step: 1, value: toInput(soon) }),
    endsAt: field('new-ends', t('field.endsAt'), { type: 'datetime-local', step: 1, value: toInput(soon + 60 * MINUTE) }),
    perBuyerLimit: field('new-limit', t('field.perBuyerLimit'), { type: 'number', min: 1, step: 1, value: '1', inputmode: 'numeric' }),
    mode: field('new-mode', t('field.mode'), { options: MODES.map((mode) => [mode, t(`mode.${mode}`)]), hint: t('mode.hint') }),
    paymentWindow: field('new-window', t('field.paymentWindow'), { pattern: '\\d{2}:[0-5]\\d:[0-5]\\d', value: '00:15:00', hint: t('new.window-hint') }),
  };
  const publish = h('input', { type: 'checkbox', id: 'new-publish', checked: true });
  const outcome = createOutcome();
  const button = h('button', { class: 'primary' }, t('new.do'));
  const form = h('form', { class: 'box form grid', onsubmit: submit }, Object.values(fields).map((one) => one.element),
    h('label', { class: 'check', for: 'new-publish' }, publish, t('new.publish')), outcome.element, h('div', { class: 'actions' }, button));
  fill(root, h('a', { class: 'back', href: '#/sales' }, t('nav.sales')), h('div', { class: 'head' }, h('h1', {}, t('nav.new'))), form);

  const draft = () => {
    const value = (name) => fields[name].control.value.trim();
    const amount = (name) => fields[name].control.valueAsNumber;
    return {
      productId: value('productId'), title: value('title'), price: amount('price'), currency: value('currency'), stock: amount('stock'),
      perBuyerLimit: amount('perBuyerLimit'), startsAt: fromInput(value('startsAt')), endsAt: fromInput(value('endsAt')),
      mode: value('mode'), paymentWindow: value('paymentWindow'),
    };
  };

  async function submit(event) {
    event.preventDefault();
    const body = draft();
    if (body.endsAt <= body.startsAt) return outcome.bad(t('new.order'));
    set(button, 'disabled', true);
    outcome.wait(t('console.working'));
    const result = await desk.create(body);
    if (result.kind === 'ok') return created(result.body);
    set(button, 'disabled', false);
    onProblem(result);
    // There is no key for this call, so a repeat could make a second draft: the operator looks first.
    const unknown = result.kind === 'silent' || result.status >= 500;
    return outcome.bad(unknown ? `${problemText(words, result)} ${t('new.unknown')}` : problemText(words, result));
  }

  async function created(sale) {
    const published = publish.checked ? await desk.move(sale.id, 'publish') : null;
    if (published && published.kind !== 'ok') flash.text = `${t('new.unpublished')} ${problemText(words, published)}`;
    location.hash = `#/sales/${encodeURIComponent(sale.id)}`;
  }

  return { stop() {} };
}
