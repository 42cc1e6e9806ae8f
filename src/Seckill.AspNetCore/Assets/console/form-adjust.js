// Adds or takes units.
import { h, set } from '../shop/dom.js';
import { wait } from '../shop/format.js';
import { problemText } from '../shop/messages.js';
import { createAdjuster } from './adjust.js';
import { createOutcome, field } from './fields.js';

export function createAdjustForm({ desk, words, saleId, onDone }) {
  const { t } = words;
  const delta = field('adjust-delta', t('field.delta'), { type: 'number', step: 1, min: -100_000_000, max: 100_000_000, hint: t('adjust.hint') });
  const reason = field('adjust-reason', t('field.reason'), { maxlength: 500 });
  const outcome = createOutcome();
  const button = h('button', { class: 'primary' }, t('adjust.do'));
  const element = h('form', { class: 'box form', onsubmit: submit },
    h('h2', {}, t('adjust.title')), delta.element, reason.element, outcome.element, h('div', { class: 'actions' }, button));
  const adjuster = createAdjuster({
    storage: desk.storage,
    slot: `seckill.adjust.${desk.account.current?.id}.${saleId}`,
    send: (key, body) => desk.adjust(saleId, key, body),
    onRepeat: (ms) => outcome.wait(t('adjust.repeating', { time: wait(ms) })),
  });

  function submit(event) {
    event.preventDefault();
    const units = delta.control.valueAsNumber;
    if (!units) {
      outcome.bad(t('adjust.zero'));
      return;
    }
    follow(adjuster.open ? adjuster.resume() : adjuster.begin(units, reason.control.value.trim()));
  }

  async function follow(answer) {
    if (!answer) return;
    const { delta: units } = adjuster.open;
    set(button, 'disabled', true);
    outcome.wait(t('console.working'));
    const result = await answer;
    if (!result) return;
    set(button, 'disabled', false);
    if (result.kind === 'ok') {
      outcome.good(t('adjust.done', { units: units > 0 ? `+${units}` : `−${-units}` }));
      set(delta.control, 'value', '');
      set(reason.control, 'value', '');
    } else outcome.bad(problemText(words, result));
    onDone();
  }

  return {
    element,
    /** Takes up an adjustment whose answer was never heard. */
    start() {
      const { open } = adjuster;
      if (!open) return;
      set(delta.control, 'value', String(open.delta));
      set(reason.control, 'value', open.reason);
      follow(adjuster.resume());
    },
    stop: adjuster.stop,
  };
}
