// Who did what, newest first.
import { fill, h } from '../shop/dom.js';
import { moment } from '../shop/format.js';
import { createPaged } from './paged.js';

const EVERY_MS = 5000;

export function mountAudit(root, { desk, words, onProblem }) {
  const { t, language } = words;
  const paged = createPaged({
    words, title: t('nav.audit'), empty: t('audit.empty'), everyMs: EVERY_MS, ask: desk.audit, onProblem,
    columns: [
      [t('col.when'), (entry) => moment(entry.at, language)], [t('col.who'), (entry) => entry.who],
      [t('col.action'), (entry) => h('strong', {}, entry.action)], [t('col.target'), (entry) => h('code', {}, entry.target)],
      [t('col.detail'), (entry) => h('span', { class: 'fine break' }, entry.detail), 'wide'],
      [t('col.outcome'), (entry) => h('span', { class: entry.outcome === 'ok' ? 'fine' : 'error' }, entry.outcome)],
    ],
  });
  fill(root, h('div', { class: 'head' }, h('h1', {}, t('nav.audit'))), h('section', { class: 'box' }, paged.element));
  paged.start();
  return { stop: paged.stop };
}
