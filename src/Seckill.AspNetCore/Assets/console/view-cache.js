// What the caches of this host do: hit ratios by tier, the work of the guards, and one key to be evicted everywhere.
import { fill, h, say, set } from '../shop/dom.js';
import { number } from '../shop/format.js';
import { problemText } from '../shop/messages.js';
import { createPoller } from '../shop/poller.js';
import { createOutcome, field } from './fields.js';

const EVERY_MS = 2000;

export function mountCache(root, { desk, words, onProblem }) {
  const { t, language } = words;
  const count = (value) => number(value, language);
  const trouble = h('p', { class: 'error', role: 'status', hidden: true });
  const states = table(t('cache.states'), [t('cache.name'), t('cache.entries'), t('cache.hears'), t('cache.shared'), t('cache.pending')]);
  const tiers = table(t('cache.tiers'), [t('cache.name'), t('cache.tier'), t('cache.hits'), t('cache.misses'), t('cache.ratio')]);
  const guards = table(t('cache.guards'), [t('cache.name'), t('cache.guard'), t('cache.count')]);
  const poller = createPoller({ ask: read, everyMs: EVERY_MS });
  const key = field('cache-key', t('cache.key'), { maxlength: 1024, hint: t('cache.key-hint') });
  const outcome = createOutcome();
  const button = h('button', { class: 'primary' }, t('cache.evict'));
  const form = h('form', { class: 'box form', onsubmit: evict }, h('h2', {}, t('cache.evict')), key.element, outcome.element, h('div', { class: 'actions' }, button));

  async function read() {
    const result = await desk.cache();
    set(trouble, 'hidden', result.kind === 'ok');
    if (result.kind === 'ok') {
      const yes = (value) => t(value ? 'cache.yes' : 'cache.no');
      states.show(result.body.caches.map((c) => [c.cache, count(c.entries), yes(c.isTrusted), yes(c.isDistributedUp), count(c.pendingWrites)]));
      tiers.show(result.body.tiers.map((r) => [r.cache, r.tier, count(r.hits), count(r.misses), `${(r.hitRatio * 100).toFixed(1)} %`]));
      guards.show(result.body.guards.map((r) => [r.cache, r.guard, count(r.count)]));
    } else {
      say(trouble, problemText(words, result));
      onProblem(result);
    }
    return result;
  }

  async function evict(event) {
    event.preventDefault();
    set(button, 'disabled', true);
    outcome.wait(t('console.working'));
    const result = await desk.evict(key.control.value);
    set(button, 'disabled', false);
    if (result.kind === 'ok') outcome.good(t('cache.evicted', { key: key.control.value }));
    else outcome.bad(problemText(words, result));
    onProblem(result);
    poller.nudge();
  }

  fill(root, h('div', { class: 'head' }, h('h1', {}, t('nav.cache'))), trouble,
    [tiers, guards, states].map((part) => h('section', { class: 'box' }, part.element)), form);
  poller.start();
  return { stop: poller.stop };
}

function table(title, headings) {
  const body = h('tbody', {});
  const element = h('table', {}, h('caption', {}, title),
    h('thead', {}, h('tr', {}, headings.map((heading) => h('th', { scope: 'col' }, heading)))), body);
  const show = (rows) => fill(body, rows.map((cells) => h('tr', {}, cells.map((cell, i) => h('td', { 'data-label': headings[i] }, cell)))));
  return { element, show };
}
