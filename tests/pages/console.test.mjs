import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAdjuster } from '../../src/Seckill.AspNetCore/Assets/console/adjust.js';
import { readBooks } from '../../src/Seckill.AspNetCore/Assets/console/books.js';
import { changesOf, rebase } from '../../src/Seckill.AspNetCore/Assets/console/change.js';
import { isFinal, movesOf } from '../../src/Seckill.AspNetCore/Assets/console/lifecycle.js';
import { createPoller } from '../../src/Seckill.AspNetCore/Assets/shop/poller.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import { createBacking, createTime, ok, problem, settle, silent } from './fakes.mjs';

test('only the moves that a state allows are offered, and only closing is final', () => {
  assert.deepEqual(['draft', 'scheduled', 'open', 'paused', 'ended', 'closed', 'settled'].map(movesOf),
    [['publish'], ['close'], ['pause', 'close'], ['resume', 'close'], ['close'], [], []]);
  assert.deepEqual(['publish', 'pause', 'resume', 'close'].filter(isFinal), ['close']);
});

test('the light follows the host’s own judgement, and what is not known is not green', () => {
  const books = { total: 10, available: 4, reserved: 1, pendingPayment: 2, paid: 3, settling: 0, balanced: true, differences: [] };
  assert.deepEqual([readBooks(books).light, readBooks(books).gap], ['good', 0]);
  assert.deepEqual([readBooks({ ...books, balanced: false, available: 1 }).light, readBooks({ ...books, available: 1 }).gap], ['bad', 3]);
  assert.equal(readBooks({ ...books, balanced: undefined }).light, 'bad');
  assert.equal(readBooks(null).light, 'unknown');
});

test('only what differs is sent', () => {
  const sale = { title: 'A', price: 9, perBuyerLimit: 1, endsAt: '2026-11-23T10:00:00.4Z', mode: 'atomic' };
  assert.deepEqual(changesOf(sale, { ...sale, endsAt: '2026-11-23T10:00:00.000Z' }), {});
  assert.deepEqual(changesOf(sale, { ...sale, price: 8, mode: 'queued' }), { price: 8, mode: 'queued' });
});

test('after a conflict own entries stay and the rest follows the sale', () => {
  const before = { title: 'A', price: 9, perBuyerLimit: 1, endsAt: '2026-11-23T10:00:00Z', mode: 'atomic', version: 1 };
  const now = { ...before, price: 5, version: 2 };
  const { values, theirs } = rebase(before, now, { ...before, title: 'B' });
  assert.deepEqual([values.title, values.price, theirs], ['B', 5, ['price']]);
});

function createDesk(answers, backing = createBacking()) {
  const sent = [];
  const send = async (key, body) => {
    sent.push({ key, ...body });
    return answers.length > 1 ? answers.shift() : answers[0];
  };
  let made = 0;
  const adjuster = createAdjuster({ storage: createStorage(backing), slot: 'x', send, random: () => 0, sleep: async () => {}, newKey: () => `k${++made}` });
  return { adjuster, sent, backing };
}

test('an adjustment is repeated under one key until it is answered', async () => {
  const { adjuster, sent } = createDesk([silent(), problem(503, 'unavailable', 1000), ok({})]);
  assert.equal((await adjuster.begin(5, 'more')).kind, 'ok');
  assert.deepEqual(sent, Array(3).fill({ key: 'k1', delta: 5, reason: 'more' }));
  assert.equal(adjuster.open, null);
});

test('a refused adjustment lets its key go', async () => {
  const { adjuster, sent } = createDesk([problem(409, 'stock-committed')]);
  await adjuster.begin(-5, 'less');
  await adjuster.begin(-5, 'less');
  assert.deepEqual(sent.map(({ key }) => key), ['k1', 'k2']);
});

test('an open adjustment is taken up after a reload, and no second one starts beside it', async () => {
  const backing = createBacking();
  const first = createDesk([problem(401, 'unauthorized')], backing);
  await first.adjuster.begin(7, 'more');
  const second = createDesk([ok({})], backing);
  assert.equal(second.adjuster.begin(1, 'other'), null);
  await second.adjuster.resume();
  assert.deepEqual(second.sent, [{ key: 'k1', delta: 7, reason: 'more' }]);
  assert.equal(second.adjuster.resume(), null);
});

test('polling rests while the page is hidden and slows down while it fails', async () => {
  const time = createTime();
  const visibility = Object.assign(new EventTarget(), { hidden: false });
  const asked = [];
  let result = ok({});
  const poller = createPoller({ everyMs: 1000, random: () => 0.5, timers: time.timers, visibility, ask: async () => {
    asked.push(time.now());
    return result;
  } });
  poller.start();
  await time.advance(5000);
  assert.equal(asked.length, 6);
  visibility.hidden = true;
  visibility.dispatchEvent(new Event('visibilitychange'));
  await time.advance(10_000);
  assert.equal(asked.length, 6);
  const rested = asked.length;
  visibility.hidden = false;
  visibility.dispatchEvent(new Event('visibilitychange'));
  await settle();
  assert.equal(asked.length, rested + 1);
  result = silent();
  await time.advance(60_000);
  assert.ok(asked.length - rested < 20, String(asked.length - rested));
  poller.stop();
  assert.equal(time.waiting(), 0);
});
