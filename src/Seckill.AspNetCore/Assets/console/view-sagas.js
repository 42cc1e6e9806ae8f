// All sagas, newest first, by state; in development also a way to make steps fail.
import { fill, h } from '../shop/dom.js';
import { moment } from '../shop/format.js';
import { field } from './fields.js';
import { createFaultForm } from './form-fault.js';
import { createPaged } from './paged.js';
import { STATES } from './sagas.js';

const EVERY_MS = 3000;

export function mountSagas(root, { desk, words, onProblem, sagaFilter }) {
  const { t, language } = words;
  let paged = null;
  let stopped = false;
  const state = field('saga-state', t('col.status'), {
    options: [['', t('saga.all')], ...STATES.map((name) => [name, t(`saga.${name}`)])], onchange: filter,
  });
  const definition = field('saga-definition', t('col.definition'), { required: false, maxlength: 100, value: sagaFilter.definition, onchange: filter });
  state.control.value = sagaFilter.state;
  const box = h('section', { class: 'box' });
  const below = h('div', {});
  fill(root, h('div', { class: 'head' }, h('h1', {}, t('nav.sagas')), h('div', { class: 'filters' }, state.element, definition.element)), box, below);

  const columns = [
    [t('col.saga'), (saga) => h('a', { href: `#/sagas/${encodeURIComponent(saga.id)}` }, h('code', {}, saga.id)), 'wide'],
    [t('col.definition'), (saga) => saga.definition],
    [t('col.status'), (saga) => h('span', { class: 'chip', 'data-status': saga.state }, t(`saga.${saga.state}`))],
    [t('col.step'), (saga) => (saga.step ? h('code', {}, saga.step) : '–')],
    [t('col.attempt'), (saga) => (saga.attempt ? String(saga.attempt) : '–'), 'num'],
    [t('col.created'), (saga) => moment(saga.createdAt, language)],
    [t('col.changed'), (saga) => moment(saga.updatedAt, language)],
    [t('field.reason'), (saga) => h('span', { class: 'fine break' }, saga.reason ?? ''), 'wide'],
  ];

  function filter() {
    sagaFilter.state = state.control.value;
    sagaFilter.definition = definition.control.value.trim();
    list();
  }

  function list() {
    paged?.stop();
    paged = createPaged({
      words, title: t('nav.sagas'), empty: t('sagas.empty'), everyMs: EVERY_MS, onProblem, columns, ask: (page) => desk.sagas({ ...sagaFilter, page }),
    });
    fill(box, paged.element);
    paged.start();
  }

  async function offerFaults() {
    if (await desk.isDevelopment() && !stopped) fill(below, createFaultForm({ desk, words, onProblem, onDone: () => paged.nudge() }).element);
  }

  list();
  offerFaults();
  return { stop() {
    stopped = true;
    paged.stop();
  } };
}
