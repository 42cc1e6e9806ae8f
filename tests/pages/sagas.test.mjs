import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createDesk } from '../../src/Seckill.AspNetCore/Assets/console/desk.js';
import { FAULT_STEPS, STATES, actionsOf, faultOf, isFinal, queryOf, stepsOf, toneOf } from '../../src/Seckill.AspNetCore/Assets/console/sagas.js';
import en from '../../src/Seckill.AspNetCore/Assets/console/words-en.js';
import zh from '../../src/Seckill.AspNetCore/Assets/console/words-zh.js';
import { instant } from '../../src/Seckill.AspNetCore/Assets/shop/format.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import { createBacking } from './fakes.mjs';

const STEPS = ['stock.deduct', 'order.create', 'payment.notify', 'payment', 'stock.sync'];
const source = (path) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
const membersOf = (path) => [...source(path).matchAll(/^ {4}([A-Z]\w+) = \d+,/gm)].map(([, name]) => name[0].toLowerCase() + name.slice(1));
const line = (kind, step) => ({ kind, step });
const read = (state, step, done, timeline) =>
  stepsOf({ saga: { state, step }, steps: STEPS, done, timeline }).map((one) => one.state + (one.here ? '!' : ''));

test('every state and every kind of line of the host has a text in both languages', () => {
  const states = membersOf('Seckill.Abstractions/Sagas/SagaStatus.cs');
  const kinds = membersOf('Seckill.Abstractions/Sagas/SagaTimelineKind.cs');
  assert.deepEqual([...STATES].sort(), states.sort());
  assert.ok(kinds.length > 20, String(kinds.length));
  const keys = [...states.map((state) => `saga.${state}`), ...kinds.map((kind) => `line.${kind}`),
    ...['done', 'undone', 'passed', 'pending'].map((state) => `step.${state}`),
    ...actionsOf('parked').flatMap((action) => [`saga-act.${action}`, `saga-acted.${action}`, ...(isFinal(action) ? [`saga-act.${action}-sure`] : [])])];
  for (const key of keys) assert.ok(en[key] && zh[key], key);
});

test('exactly the steps that the host can make fail are offered', () => {
  const names = Object.fromEntries([...source('Seckill/PurchaseSagas/PurchaseSaga.cs').matchAll(/const string (\w+) = "([a-z.]+)";/g)].map(([, name, value]) => [name, value]));
  const [, list] = /Steps \{ get; \} = \[(.*)\];/.exec(source('Seckill/PurchaseSagas/FaultDesk.cs'));
  assert.deepEqual(FAULT_STEPS, list.split(', ').map((item) => names[item.replace('PurchaseSaga.', '')]));
});

test('only a parked saga takes actions, and all but a retry ask twice', () => {
  assert.deepEqual(STATES.filter((state) => actionsOf(state).length > 0), ['parked']);
  assert.deepEqual(actionsOf('parked'), ['retry', 'skip', 'complete']);
  assert.deepEqual(actionsOf('parked').filter(isFinal), ['skip', 'complete']);
});

test('a saga on its way shows what is in place, where it stands, and what is to come', () => {
  assert.deepEqual(read('waiting', 'payment', STEPS.slice(0, 3), [line('done', 'order.create'), line('waiting', 'payment')]),
    ['done', 'done', 'done', 'pending!', 'pending']);
  assert.deepEqual(read('parked', 'stock.sync', STEPS.slice(0, 4), [line('parked', 'stock.sync')]), ['done', 'done', 'done', 'done', 'pending!']);
  assert.deepEqual(read('completed', '', STEPS, []), Array(5).fill('done'));
});

test('a wait that was passed is done although it put nothing in place, and what follows compensation only is not', () => {
  const done = STEPS.filter((name) => name !== 'payment');
  assert.deepEqual(read('completed', '', done, []), Array(5).fill('done'));
  assert.deepEqual(read('completed', '', ['stock.deduct'], [line('operatorComplete', 'order.create')]), ['done', 'pending', 'pending', 'pending', 'pending']);
  assert.deepEqual(read('parked', 'stock.sync', done.slice(0, 3), [line('eventAccepted', 'payment')])[3], 'done');
  assert.deepEqual(read('parked', 'stock.deduct', ['stock.deduct'], [line('waiting', 'payment'), line('turnedBack', 'payment')])[3], 'pending');
  assert.equal(stepsOf({ saga: { state: 'completed', step: '' }, steps: ['a', 'wait', 'tell'], done: ['a'], timeline: [line('eventAccepted', 'wait')] })
    .map((one) => one.state).join(), 'done,done,pending');
});

test('what failed and was turned back shows what was undone, and a step that never was in place is not called so', () => {
  const timeline = [line('done', 'stock.deduct'), line('tryFailed', 'order.create'), line('exhausted', 'order.create'), line('turnedBack', 'order.create')];
  assert.deepEqual(read('compensating', 'stock.deduct', ['stock.deduct'], timeline), ['done!', 'pending', 'pending', 'pending', 'pending']);
  assert.deepEqual(read('compensated', '', [], [...timeline, line('undone', 'stock.deduct'), line('compensated')]),
    ['undone', 'pending', 'pending', 'pending', 'pending']);
});

test('an order that ended without lines for each step back counts as undone, a step that was given up as passed', () => {
  assert.deepEqual(read('compensated', '', [], [line('done', 'order.create'), line('waiting', 'payment')])[1], 'undone');
  assert.deepEqual(read('waiting', 'payment', STEPS.slice(0, 2), [line('exhausted', 'payment.notify'), line('givenUp', 'payment.notify')])[2], 'passed');
});

test('a step that was undone and done again is in place', () => {
  assert.equal(read('running', 'payment', STEPS.slice(0, 2), [line('done', 'order.create'), line('undone', 'order.create'), line('done', 'order.create')])[1], 'done');
});

test('failures are told apart from progress', () => {
  assert.deepEqual(['done', 'tryFailed', 'undone', 'parked', 'operatorRetry', 'compensated'].map(toneOf), ['good', 'bad', 'plain', 'bad', 'plain', 'plain']);
});

test('a list asks for no more than was chosen', () => {
  assert.equal(queryOf({ state: '', definition: '', page: 1 }), 'page=1');
  assert.equal(queryOf({ state: 'parked', definition: 'a&b', page: 2 }), 'page=2&state=parked&definition=a%26b');
});

test('a planned failure names a buyer only when one was entered', () => {
  assert.deepEqual(faultOf('order.create', 3, '  '), { step: 'order.create', failures: 3 });
  assert.deepEqual(faultOf('order.create', 0, ' u1 '), { step: 'order.create', failures: 0, buyer: 'u1' });
});

test('the desk calls the host’s own addresses, ids escaped, reasons in the body', async (context) => {
  const calls = [];
  context.mock.method(globalThis, 'fetch', async (path, { method, body }) => {
    calls.push([method, path, body]);
    return new Response('{}');
  });
  const desk = createDesk(createStorage(createBacking()));
  await desk.sagas({ state: 'parked', definition: '', page: 3 });
  await desk.saga('a@b.c');
  for (const action of actionsOf('parked')) await desk.actOnSaga('g/1', action, 'because');
  await desk.planFault(faultOf('stock.sync', 2, 'u1'));
  assert.deepEqual(calls, [
    ['GET', '/api/admin/sagas?page=3&state=parked', undefined],
    ['GET', '/api/admin/sagas/a%40b.c', undefined],
    ['POST', '/api/admin/sagas/g%2F1/retry', '{"why":"because"}'],
    ['POST', '/api/admin/sagas/g%2F1/skip', '{"why":"because"}'],
    ['POST', '/api/admin/sagas/g%2F1/complete', '{"why":"because"}'],
    ['POST', '/api/admin/faults', '{"step":"stock.sync","failures":2,"buyer":"u1"}'],
  ]);
});

test('tries that follow each other within a second are told apart', () => {
  const at = (ms) => instant(`2026-03-01T12:00:05.${ms}Z`, 'en');
  assert.match(at('007'), /:05\.007/);
  assert.notEqual(at('007'), at('250'));
  assert.equal(instant('never', 'en'), '–');
});
