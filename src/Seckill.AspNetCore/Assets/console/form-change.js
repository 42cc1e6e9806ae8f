// Changes the settings of a sale, guarded by the version last read.
import { h, say, set } from '../shop/dom.js';
import { problemText } from '../shop/messages.js';
import { changesOf, rebase } from './change.js';
import { createOutcome, field, fromInput, toInput } from './fields.js';

export const MODES = ['atomic', 'queued', 'adaptive'];

export function createChangeForm({ desk, words, saleId, onSaved }) {
  const { t } = words;
  const fields = {
    title: field('change-title', t('field.title'), { maxlength: 200 }),
    price: field('change-price', t('field.price'), { type: 'number', min: 0, step: '0.01', inputmode: 'decimal' }),
    perBuyerLimit: field('change-limit', t('field.perBuyerLimit'), { type: 'number', min: 1, step: 1, inputmode: 'numeric' }),
    endsAt: field('change-ends', t('field.endsAt'), { type: 'datetime-local', step: 1 }),
    mode: field('change-mode', t('field.mode'), { options: MODES.map((mode) => [mode, t(`mode.${mode}`)]), hint: t('mode.hint') }),
  };
  const outcome = createOutcome();
  const version = h('span', { class: 'fine' });
  const save = h('button', { class: 'primary' }, t('change.save'));
  const element = h('form', { class: 'box form', onsubmit: submit },
    h('div', { class: 'box-head' }, h('h2', {}, t('change.title')), version),
    Object.values(fields).map((one) => one.element), outcome.element, h('div', { class: 'actions' }, save));
  let base = null;
  let busy = false;

  const read = () => ({
    title: fields.title.control.value,
    price: fields.price.control.valueAsNumber,
    perBuyerLimit: fields.perBuyerLimit.control.valueAsNumber,
    endsAt: fields.endsAt.control.value ? fromInput(fields.endsAt.control.value) : '',
    mode: fields.mode.control.value,
  });

  function write(values) {
    for (const [name, { control }] of Object.entries(fields)) {
      set(control, 'value', name === 'endsAt' ? toInput(values[name]) : String(values[name]));
    }
  }

  function start(sale, values = sale) {
    base = sale;
    write(values);
    say(version, t('facts.version', { version: sale.version }));
  }

  /** Follows the sale while nobody is writing in the form. */
  function show(sale) {
    if (!base) start(sale);
    else if (!busy && sale.version !== base.version && Object.keys(changesOf(base, read())).length === 0) start(sale);
  }

  async function submit(event) {
    event.preventDefault();
    const changes = changesOf(base, read());
    if (busy) return;
    if (Object.keys(changes).length === 0) {
      outcome.wait(t('change.nothing'));
      return;
    }
    busy = true;
    set(save, 'disabled', true);
    outcome.wait(t('console.working'));
    const result = await desk.change(saleId, { version: base.version, ...changes });
    const now = await desk.sale(saleId);
    busy = false;
    set(save, 'disabled', false);
    if (result.kind === 'ok') {
      start(now.kind === 'ok' ? now.body : result.body);
      outcome.good(t('change.saved'));
    } else if (now.kind === 'ok') conflictOr(result, now.body);
    else outcome.bad(problemText(words, result));
    if (now.kind === 'ok') onSaved(now.body);
  }

  function conflictOr(result, now) {
    const { values, theirs } = rebase(base, now, read());
    if (now.version !== base.version) start(now, values);
    if (Object.keys(changesOf(now, read())).length === 0) return outcome.good(t('change.already'));
    if (result.code !== 'version-conflict') return outcome.bad(problemText(words, result));
    const what = theirs.length > 0 ? theirs.map((name) => t(`field.${name}`)).join(', ') : t('change.state-only');
    return outcome.bad(t('change.conflict', { what, version: now.version }));
  }

  return { element, show };
}
