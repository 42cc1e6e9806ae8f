// What an operator does with a parked saga, and why.
import { fill, h, set } from '../shop/dom.js';
import { problemText } from '../shop/messages.js';
import { confirmButton, createOutcome, field } from './fields.js';
import { isFinal } from './sagas.js';

export function createParkedForm({ desk, words, sagaId, onProblem, onDone }) {
  const { t } = words;
  let acting = false;
  let stopped = false;
  const why = field('saga-why', t('field.reason'), { maxlength: 500, hint: t('saga.why') });
  const buttons = h('div', { class: 'actions' });
  const outcome = createOutcome();
  const form = h('form', { class: 'form', onsubmit: (event) => event.preventDefault() }, h('h2', {}, t('saga.parked-title')), why.element, buttons);
  const element = h('section', { class: 'box', hidden: true }, form, outcome.element);

  async function act(action) {
    if (acting || !form.reportValidity()) return;
    acting = true;
    enable(false);
    outcome.wait(t('console.working'));
    const result = await desk.actOnSaga(sagaId, action, why.control.value.trim());
    acting = false;
    if (stopped) return;
    enable(true);
    if (result.kind === 'ok') {
      outcome.good(t(`saga-acted.${action}`));
      set(why.control, 'value', '');
    } else outcome.bad(problemText(words, result));
    onProblem(result);
    onDone(); // whatever was answered, or not: the saga itself tells what is true now
  }

  const enable = (enabled) => buttons.querySelectorAll('button').forEach((button) => set(button, 'disabled', !enabled));

  return {
    element,
    /** Offers these actions; with none only the last outcome stays in sight. */
    show(actions) {
      set(form, 'hidden', actions.length === 0);
      set(element, 'hidden', actions.length === 0 && outcome.element.hidden);
      fill(buttons, actions.map((action) => confirmButton(t(`saga-act.${action}`), isFinal(action) ? t(`saga-act.${action}-sure`) : null,
        () => act(action), { class: isFinal(action) ? 'quiet' : 'primary', disabled: acting })));
    },
    stop() { stopped = true; },
  };
}
