import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyring } from '../../src/Seckill.AspNetCore/Assets/shop/keys.js';
import { createRunner } from '../../src/Seckill.AspNetCore/Assets/shop/runner.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import { createBacking, createTime, ok, problem, settle, silent } from './fakes.mjs';

/** A page on one sale with a host that answers what `script` holds, in order; the last answer stays. */
function createPage({ backing = createBacking(), time = createTime(), script = [], states = [silent()], pushed = false, exclusive } = {}) {
  const posts = [];
  const calls = [];
  const next = (list) => (list.length > 1 ? list.shift() : list[0]);
  const api = {
    purchase: async (saleId, key, quantity) => {
      posts.push({ key, quantity, at: time.now(), kept: JSON.parse(backing.map.get('seckill.wish.u1.s1') ?? 'null')?.key });
      return next(script);
    },
    purchaseState: async (id) => {
      calls.push({ id, at: time.now() });
      return next(states);
    },
    pay: async () => next(script),
    cancel: async () => next(script),
  };
  let made = 0;
  const keys = createKeyring(createStorage(backing), 'u1');
  const runner = createRunner({
    saleId: 's1', api, keys, clock: time, wall: time.now, timers: time.timers, random: () => 0.5, isPushed: () => pushed,
    newKey: () => `key${backing.map.size}-${++made}-${time.now()}`, exclusive: exclusive ?? ((name, run) => run()),
  });
  return { runner, posts, calls, keys, time, backing };
}

const queued = (position = 5) => ok({ reservationId: 'r1', status: 'queued', position, estimatedWaitMs: 2000 }, 202);
const state = (status, more = {}) => ok({ reservationId: 'r1', saleId: 's1', quantity: 1, status, ...more }, 200);
const won = (payBefore = new Date(9e9).toISOString()) => ok({ reservationId: 'r1', orderId: 'r1', status: 'pendingPayment', payBefore, amount: 9, currency: 'CNY' });

test('the key is written down before anything is sent', async () => {
  const { runner, posts } = createPage({ script: [won()] });
  await runner.click(1);
  assert.equal(posts[0].kept, posts[0].key);
});

test('silence, overload and rate limit are repeated under one key with one quantity until there is an answer', async () => {
  const { runner, posts, time } = createPage({ script: [silent(), problem(503, 'unavailable', 2000), problem(429, 'rate-limited', 3000), problem(500, 'x'), won()] });
  runner.click(3);
  await time.advance(60_000);
  assert.equal(posts.length, 5);
  assert.equal(new Set(posts.map(({ key }) => key)).size, 1);
  assert.deepEqual(new Set(posts.map(({ quantity }) => quantity)), new Set([3]));
  assert.ok(posts[2].at - posts[1].at >= 2000, 'the Retry-After of the 503');
  assert.ok(posts[3].at - posts[2].at >= 3000, 'the Retry-After of the 429');
  assert.equal(runner.state.phase, 'pendingPayment');
});

test('an answer without a readable state is unknown, not a purchase', async () => {
  const { runner, posts, time } = createPage({ script: [ok({}), won()] });
  runner.click(1);
  await time.advance(5000);
  assert.equal(posts.length, 2);
  assert.equal(runner.state.phase, 'pendingPayment');
});

test('a double click and clicks while waiting send nothing more', async () => {
  const { runner, posts, time } = createPage({ script: [silent(), won()] });
  runner.click(1);
  runner.click(1);
  await settle();
  runner.click(1);
  await time.advance(5000);
  runner.click(1);
  await time.advance(100);
  assert.equal(posts.length, 2);
  assert.equal(posts[0].key, posts[1].key);
});

for (const [status, code] of [[409, 'sold-out'], [409, 'limit-reached'], [409, 'paused'], [409, 'not-started'], [409, 'idempotency-conflict'], [410, 'ended'], [404, 'sale-not-found'], [400, 'invalid-request']]) {
  test(`${status} ${code} drops the key: the next click is a new try`, async () => {
    const { runner, posts, keys } = createPage({ script: [problem(status, code), won()] });
    await runner.click(1);
    assert.equal(keys.load('s1'), null);
    assert.deepEqual([runner.state.phase, runner.state.code], ['refused', code]);
    await runner.click(1);
    assert.notEqual(posts[1].key, posts[0].key);
  });
}

test('a reload while the outcome is unknown repeats the same wish, not before the asked pause is over', async () => {
  const backing = createBacking();
  const time = createTime();
  const first = createPage({ backing, time, script: [problem(429, 'rate-limited', 4000)] });
  await first.runner.click(2);
  first.runner.stop();
  const second = createPage({ backing, time, script: [won()] });
  second.runner.resume();
  await time.advance(3900);
  assert.equal(second.posts.length, 0);
  await time.advance(2000);
  assert.deepEqual([second.posts[0].key, second.posts[0].quantity], [first.posts[0].key, 2]);
});

test('a reload in line looks at the purchase and sends nothing', async () => {
  const backing = createBacking();
  const first = createPage({ backing, script: [queued()] });
  await first.runner.click(1);
  first.runner.stop();
  const second = createPage({ backing, states: [state('pendingPayment', { orderId: 'r1', payBefore: new Date(9e9).toISOString() })] });
  second.runner.resume();
  await second.time.advance(10);
  assert.equal(second.posts.length, 0);
  assert.equal(second.runner.state.phase, 'pendingPayment');
});

test('a wish from long ago waits for a click, and the click keeps its key', async () => {
  const backing = createBacking();
  const time = createTime();
  const first = createPage({ backing, time, script: [silent()] });
  await first.runner.click(1);
  first.runner.stop();
  await time.advance(20 * 60_000);
  const second = createPage({ backing, time, script: [won()] });
  second.runner.resume();
  await time.advance(60_000);
  assert.equal(second.posts.length, 0);
  await second.runner.click(5);
  assert.deepEqual([second.posts[0].key, second.posts[0].quantity], [first.posts[0].key, 1]);
});

test('polling finds the result without any push and then lets the key go', async () => {
  const states = [state('queued', { position: 3 }), state('queued', { position: 1 }), state('pendingPayment', { payBefore: new Date(9e9).toISOString() }), state('paid')];
  const { runner, time, keys, calls } = createPage({ script: [queued()], states });
  await runner.click(1);
  await time.advance(20_000);
  assert.equal(runner.state.phase, 'paid');
  assert.equal(keys.load('s1'), null);
  const asked = calls.length;
  await time.advance(60_000);
  assert.equal(calls.length, asked, 'a terminal purchase is not polled');
});

test('a reloaded page shows the place in line again', async () => {
  const backing = createBacking();
  const time = createTime();
  const first = createPage({ backing, time, script: [queued(9)], states: [state('queued', { position: 9 })] });
  await first.runner.click(1);
  first.runner.stop();
  const { runner, posts } = createPage({ backing, time, states: [state('queued', { position: 4, estimatedWaitMs: 1500 }), state('queued', { position: 2, estimatedWaitMs: 700 })] });
  runner.resume();
  await time.advance(100);
  assert.deepEqual([runner.state.phase, runner.state.position, runner.state.firstPosition, runner.state.estimatedWaitMs], ['queued', 4, 9, 1500]);
  await time.advance(1500);
  assert.deepEqual([runner.state.position, runner.state.estimatedWaitMs], [2, 700]);
  assert.equal(posts.length, 0, 'a place in line is looked up, not bought again');
});

test('polling goes on behind a push channel that says nothing, only slower', async () => {
  const quick = createPage({ script: [queued()], states: [state('queued')] });
  const pushed = createPage({ script: [queued()], states: [state('queued')], pushed: true });
  for (const page of [quick, pushed]) {
    await page.runner.click(1);
    await page.time.advance(30_000);
  }
  assert.ok(pushed.calls.length >= 5);
  assert.ok(quick.calls.length > 2 * pushed.calls.length);
});

test('a push is shown at once and checked by a look', async () => {
  const { runner, calls } = createPage({ script: [queued()], states: [state('paid')] });
  await runner.click(1);
  runner.hear({ saleId: 's1', reservationId: 'r1', status: 'pendingPayment', payBefore: new Date(9e9).toISOString() });
  assert.equal(runner.state.phase, 'pendingPayment');
  await settle();
  assert.equal(calls.length, 1);
  assert.equal(runner.state.phase, 'paid');
});

test('a push about another sale or another purchase changes nothing', async () => {
  const { runner } = createPage({ script: [queued()], states: [state('queued')] });
  await runner.click(1);
  runner.hear({ saleId: 's2', reservationId: 'r1', status: 'paid' });
  runner.hear({ saleId: 's1', reservationId: 'r9', status: 'paid' });
  assert.equal(runner.state.phase, 'queued');
});

test('a token that is not accepted keeps the wish, and signing in goes on with it', async () => {
  const { runner, posts, keys, time } = createPage({ script: [problem(401, 'unauthorized'), won()] });
  await runner.click(1);
  assert.equal(runner.state.phase, 'sign-in');
  assert.notEqual(keys.load('s1'), null);
  runner.resume();
  await time.advance(10);
  assert.equal(posts[1].key, posts[0].key);
});

test('two tabs clicked in the same instant are one wish', async () => {
  const backing = createBacking();
  const time = createTime();
  let tail = Promise.resolve();
  const exclusive = (name, run) => (tail = tail.then(run));
  const tabs = [1, 2].map(() => createPage({ backing, time, exclusive, script: [won()], states: [state('pendingPayment')] }));
  await Promise.all(tabs.map(({ runner }) => runner.click(1)));
  await time.advance(50);
  assert.equal(tabs[0].posts.length + tabs[1].posts.length, 1);
  tabs.forEach(({ runner }) => assert.equal(runner.state.phase, 'pendingPayment'));
});

test('a lost answer to the payment is cleared up by looking, not by paying again', async () => {
  const { runner, time } = createPage({ script: [won(), silent(), problem(500, 'paid twice')], states: [state('paid')] });
  await runner.click(1);
  const paying = runner.pay();
  await time.advance(100);
  assert.equal(await paying, null);
  assert.equal(runner.state.phase, 'paid');
});

test('cancelling something paid tells why and shows it as paid', async () => {
  const { runner } = createPage({ script: [won(), problem(409, 'already-paid')], states: [state('paid')] });
  await runner.click(1);
  assert.equal((await runner.cancel()).code, 'already-paid');
  assert.equal(runner.state.phase, 'paid');
});

test('right after the time to pay the page looks, however slow its polling is', async () => {
  const time = createTime();
  const page = createPage({ time, pushed: true, script: [won(new Date(time.now() + 3000).toISOString())], states: [state('cancelled', { reason: 'payment-timeout' })] });
  await page.runner.click(1);
  await time.advance(3400);
  assert.deepEqual([page.runner.state.phase, page.runner.state.code], ['cancelled', 'payment-timeout']);
});
