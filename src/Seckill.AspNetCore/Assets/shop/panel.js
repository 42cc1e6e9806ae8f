// The buying panel: quantity, the one button, what it means, and what to do next.
import { buttonFor } from './button.js';
import { fill, h, say, set } from './dom.js';
import { money } from './format.js';
import { createLine } from './line-view.js';
import { problemText, textOf } from './messages.js';
import { createQuantity } from './quantity.js';

const STEPS = ['line', 'order', 'paid'];
const STEP_OF = { queued: 0, pendingPayment: 1, paid: 3 };

export function createPanel({ session, words, saleId, signIn }) {
  const { t, language } = words;
  const quantity = createQuantity(words);
  const line = createLine(words);
  const button = h('button', { type: 'button', class: 'buy', id: 'buy', 'aria-describedby': 'note', onclick: click });
  const note = h('p', { class: 'note', id: 'note' });
  const heard = h('p', { class: 'sr-only', role: 'status', 'aria-live': 'polite' });
  const steps = h('ol', { class: 'steps', 'aria-label': t('step.label') }, STEPS.map((step) => h('li', {}, t(`step.${step}`))));
  const pay = h('button', { type: 'button', class: 'primary', onclick: () => act('pay') });
  const cancel = h('button', { type: 'button', class: 'quiet', onclick: () => act('cancel') });
  const demo = h('p', { class: 'fine' }, t('pay.demo'));
  const order = h('p', { class: 'fine order-number' });
  const error = h('p', { class: 'error', role: 'alert', hidden: true });
  const element = h('section', { class: 'panel' }, quantity.element, line.element, button, note, heard, steps,
    h('div', { class: 'actions' }, pay, cancel), demo, error, order);
  let face = { action: null };
  let said = null;

  const runner = () => session.runnerFor(saleId);

  function click() {
    if (face.action === 'sign-in') signIn();
    else if (face.action === 'buy') {
      fail(null);
      runner()?.click(quantity.value);
    }
  }

  async function act(action) {
    fail(null);
    const problem = await runner()?.[action]();
    if (problem) fail(problemText(words, problem));
  }

  function fail(text) {
    set(error, 'hidden', !text);
    say(error, text ?? '');
  }

  function update(sale) {
    const purchase = runner()?.state ?? { phase: 'idle' };
    const busy = runner()?.busy ?? null;
    const held = session.holdings.held(saleId);
    face = buttonFor({ sale, purchase: settled(purchase), busy, now: session.clock.now(), held, signedIn: Boolean(session.account.current) });
    const text = t(...face.label);
    const remark = noteOf(sale, purchase, held);
    say(button, text);
    set(button, 'data-state', face.state);
    set(button, 'aria-disabled', String(face.action === null));
    set(button, 'aria-busy', String(['sending', 'repeating', 'checking', 'busy', 'queued'].includes(face.state)));
    say(note, remark);
    announce(face.label[0], text, remark);
    quantity.show(face.action === 'buy' && face.state !== 'unheard' ? sale : null, held);
    line.show(purchase);
    follow(purchase, busy);
  }

  // A purchase that was paid before this page was opened.
  const settled = (purchase) => (purchase.phase === 'idle' && session.holdings.paid(saleId) ? { phase: 'paid' } : purchase);

  function noteOf(sale, purchase, held) {
    if (purchase.phase === 'refused' || purchase.phase === 'cancelled') {
      const why = purchase.code ? textOf(words, purchase.code, purchase.detail) : t(`purchase.${purchase.phase}`);
      return face.state === 'sold-out' ? `${why} ${t('note.sold-out')}` : why;
    }
    if (face.state === 'won') return session.account.current?.dev ? t('note.won') : `${t('note.won')} ${t('note.won-elsewhere')}`;
    const key = `note.${face.state}`;
    return words.has(key) ? t(key, { held, limit: sale.perBuyerLimit }) : '';
  }

  // Spoken when the state changes, not each second.
  function announce(key, text, remark) {
    if (said !== null && said !== key) say(heard, `${text}. ${remark}`);
    said = key;
  }

  function follow(purchase, busy) {
    const step = STEP_OF[purchase.phase];
    set(steps, 'hidden', step === undefined);
    [...steps.children].forEach((item, index) => {
      set(item, 'data-done', index < step);
      set(item, 'aria-current', index === step ? 'step' : null);
    });
    const owed = purchase.phase === 'pendingPayment';
    const payable = owed && Boolean(session.account.current?.dev);
    set(pay, 'hidden', !payable);
    set(demo, 'hidden', !payable);
    set(cancel, 'hidden', !owed && purchase.phase !== 'queued');
    set(pay, 'disabled', Boolean(busy));
    set(cancel, 'disabled', Boolean(busy));
    say(pay, t('pay.do', { amount: money(purchase.amount, purchase.currency, language) }));
    say(cancel, t(owed ? 'cancel.order' : 'cancel.line'));
    set(order, 'hidden', !purchase.orderId);
    if (order.dataset.id !== (purchase.orderId ?? '')) {
      order.dataset.id = purchase.orderId ?? '';
      fill(order, `${t('order.number')} `, h('code', {}, purchase.orderId ?? ''));
    }
  }

  return { element, update };
}
