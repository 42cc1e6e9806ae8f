// A table that is read page by page.
import { hasMore, rowsOf } from '../shop/api.js';
import { fill, h, say, set } from '../shop/dom.js';
import { problemText } from '../shop/messages.js';
import { createPoller } from '../shop/poller.js';

/** @param columns [[heading, row → node or text, class?], …] @param ask page → result */
export function createPaged({ words, title, columns, ask, everyMs, empty, onProblem = () => {} }) {
  const { t } = words;
  let page = 1;
  let drawn = '';
  const body = h('tbody', {});
  const none = h('p', { class: 'fine', role: 'status' }, t('sales.loading'));
  const newer = h('button', { type: 'button', class: 'quiet', onclick: () => turn(-1) }, t('mine.newer'));
  const older = h('button', { type: 'button', class: 'quiet', onclick: () => turn(1) }, t('mine.older'));
  const place = h('span', { 'aria-live': 'polite' });
  const pager = h('nav', { class: 'pager', 'aria-label': title, hidden: true }, newer, place, older);
  const table = h('table', { hidden: true },
    h('caption', { class: 'sr-only' }, title),
    h('thead', {}, h('tr', {}, columns.map(([heading, , kind]) => h('th', { scope: 'col', class: kind }, heading)))), body);
  const element = h('div', { class: 'paged' }, none, table, pager);
  const poller = createPoller({ ask: read, everyMs });

  function turn(step) {
    page += step;
    poller.nudge();
  }

  async function read() {
    const asked = page;
    const result = await ask(asked);
    if (asked !== page) return read();
    if (result.kind === 'ok') show(rowsOf(result.body), hasMore(result.body));
    else {
      set(none, 'hidden', false);
      say(none, problemText(words, result));
      onProblem(result);
    }
    return result;
  }

  function show(rows, more) {
    set(none, 'hidden', rows.length > 0);
    say(none, empty);
    set(table, 'hidden', rows.length === 0);
    set(pager, 'hidden', page === 1 && !more);
    say(place, t('mine.page', { page }));
    set(newer, 'disabled', page === 1);
    set(older, 'disabled', !more);
    const next = JSON.stringify(rows);
    if (next === drawn) return;
    drawn = next;
    fill(body, rows.map((row) => h('tr', {}, columns.map(([heading, cell, kind]) => h('td', { 'data-label': heading, class: kind }, cell(row))))));
  }

  return { element, start: poller.start, stop: poller.stop, nudge: poller.nudge };
}
