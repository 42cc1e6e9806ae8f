// One saga: what became of its steps, its history, and what an operator may do.
import { fill, h, say, set } from '../shop/dom.js';
import { instant, moment } from '../shop/format.js';
import { problemText } from '../shop/messages.js';
import { createPoller } from '../shop/poller.js';
import { createParkedForm } from './form-parked.js';
import { actionsOf, stepsOf, toneOf } from './sagas.js';

const EVERY_MS = 1000;

export function mountSaga(root, { desk, words, onProblem }, sagaId) {
  const { t, language } = words;
  let drawn = '';
  const status = h('span', { class: 'chip' });
  const facts = h('p', { class: 'fine' });
  const reason = h('p', { class: 'error break', hidden: true });
  const stale = h('p', { class: 'error', role: 'status', hidden: true });
  const steps = h('ol', { class: 'steps' });
  const lines = h('tbody', {});
  const missing = h('p', { class: 'empty', role: 'status' }, t('sales.loading'));
  const parked = createParkedForm({ desk, words, sagaId, onProblem, onDone: () => poller.nudge() });
  const heads = ['when', 'event', 'step', 'attempt', 'detail'].map((name) => h('th', { scope: 'col', class: name === 'attempt' ? 'num' : null }, t(`col.${name}`)));
  const table = h('div', { class: 'paged' }, h('table', {}, h('caption', { class: 'sr-only' }, t('saga.timeline')), h('thead', {}, h('tr', {}, heads)), lines));
  const content = h('div', { hidden: true },
    h('div', { class: 'head' }, h('div', {}, status, h('h1', {}, h('code', {}, sagaId)), facts, reason, stale)), parked.element,
    h('section', { class: 'box' }, h('h2', {}, t('saga.steps')), steps),
    h('section', { class: 'box' }, h('h2', {}, t('saga.timeline')), table));
  fill(root, h('a', { class: 'back', href: '#/sagas' }, t('nav.sagas')), missing, content);

  const poller = createPoller({ everyMs: EVERY_MS, ask: async () => {
    const result = await desk.saga(sagaId);
    const known = result.kind === 'ok';
    if (known) show(result.body);
    else onProblem(result);
    const text = known ? '' : problemText(words, result);
    say(missing, text);
    set(missing, 'hidden', known || drawn !== '');
    say(stale, text);
    set(stale, 'hidden', known);
    return result;
  } });

  function show(detail) {
    const next = JSON.stringify(detail);
    if (next === drawn) return;
    drawn = next;
    const { saga, nextTryAt, timeline } = detail;
    set(content, 'hidden', false);
    say(status, t(`saga.${saga.state}`));
    set(status, 'data-status', saga.state);
    say(facts, [`${saga.definition} · ${t('facts.version', { version: saga.version })}`, t('saga.since', { time: moment(saga.createdAt, language) }),
      nextTryAt && t('saga.next', { time: moment(nextTryAt, language) })].filter(Boolean).join(' · '));
    say(reason, saga.reason ?? '');
    set(reason, 'hidden', !saga.reason);
    fill(steps, stepsOf(detail).map((step) => h('li', { 'data-step': step.state, 'aria-current': step.here ? 'step' : null },
      h('code', {}, step.name), h('span', {}, t(`step.${step.state}`)))));
    fill(lines, timeline.map(drawLine));
    parked.show(actionsOf(saga.state));
  }

  function drawLine(line) {
    const cell = (name, content, kind) => h('td', { 'data-label': t(`col.${name}`), class: kind }, content);
    return h('tr', {}, cell('when', instant(line.at, language)), cell('event', h('strong', { 'data-tone': toneOf(line.kind) }, t(`line.${line.kind}`))),
      cell('step', line.step ? h('code', {}, line.step) : '–'), cell('attempt', line.attempt ? String(line.attempt) : '–', 'num'),
      cell('detail', h('span', { class: 'fine break' }, line.detail ?? ''), 'wide'));
  }

  poller.start();
  return { stop() {
    poller.stop();
    parked.stop();
  } };
}
