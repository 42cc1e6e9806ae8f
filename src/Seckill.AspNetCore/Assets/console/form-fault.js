// Makes a step of the purchase fail the next times, so that retry and compensation can be watched. Development only.
import { h, set } from '../shop/dom.js';
import { problemText } from '../shop/messages.js';
import { createOutcome, field } from './fields.js';
import { FAULT_STEPS, faultOf } from './sagas.js';

export function createFaultForm({ desk, words, onProblem, onDone }) {
  const { t } = words;
  const step = field('fault-step', t('col.step'), { options: FAULT_STEPS.map((name) => [name, name]) });
  const failures = field('fault-failures', t('fault.failures'), { type: 'number', min: 0, max: 1_000_000, step: 1, value: '3', inputmode: 'numeric', hint: t('fault.hint') });
  const buyer = field('fault-buyer', t('col.buyer'), { required: false, maxlength: 64, hint: t('fault.buyer-hint') });
  const outcome = createOutcome();
  const button = h('button', { class: 'primary' }, t('fault.do'));
  const element = h('form', { class: 'box form', onsubmit: submit }, h('h2', {}, t('fault.title')),
    h('div', { class: 'trio' }, step.element, failures.element, buyer.element), outcome.element, h('div', { class: 'actions' }, button));

  async function submit(event) {
    event.preventDefault();
    const plan = faultOf(step.control.value, failures.control.valueAsNumber, buyer.control.value);
    set(button, 'disabled', true);
    outcome.wait(t('console.working'));
    const result = await desk.planFault(plan);
    set(button, 'disabled', false);
    if (result.kind !== 'ok') outcome.bad(problemText(words, result));
    else if (plan.failures === 0) outcome.good(t('fault.ended', { step: plan.step }));
    else outcome.good(t('fault.done', { step: plan.step, count: plan.failures }));
    onProblem(result);
    onDone();
  }

  return { element };
}
