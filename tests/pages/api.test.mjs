import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApi, hasMore, read, rowsOf } from '../../src/Seckill.AspNetCore/Assets/shop/api.js';
import { subjectOf } from '../../src/Seckill.AspNetCore/Assets/shop/account.js';

const json = (body, status = 200, headers = {}) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

test('a purchase carries token, key and quantity', async () => {
  const calls = [];
  const api = createApi({ token: () => 'tok', monotonic: () => 1, fetch: async (path, options) => {
    calls.push({ path, ...options });
    return json({ status: 'queued' }, 202);
  } });
  await api.purchase('s/1', 'k1', 2);
  assert.equal(calls[0].path, '/api/sales/s%2F1/purchases');
  assert.equal(calls[0].headers['Idempotency-Key'], 'k1');
  assert.equal(calls[0].headers.Authorization, 'Bearer tok');
  assert.equal(calls[0].body, '{"quantity":2}');
});

test('a failed fetch and a success that cannot be read are silence', async () => {
  const broken = createApi({ token: () => null, fetch: async () => { throw new TypeError('network'); } });
  assert.equal((await broken.sales()).kind, 'silent');
  assert.equal((await read(json('<html>', 200))).kind, 'silent');
});

test('a problem is known by its code, its type or its status, in that order', async () => {
  const code = async (body, status) => (await read(json(body, status))).code;
  assert.equal(await code({ code: 'paused', type: '/problems/ended' }, 409), 'paused');
  assert.equal(await code({ type: 'https://shop.example/problems/sold-out' }, 409), 'sold-out');
  assert.equal(await code('', 503), 'unavailable');
  assert.equal(await code('<html>', 418), 'unexpected');
});

test('Retry-After comes through as milliseconds', async () => {
  assert.equal((await read(json({}, 429, { 'Retry-After': '3' }))).retryAfterMs, 3000);
});

test('a list may be an array or an object that holds one', () => {
  assert.deepEqual(rowsOf([1]), [1]);
  assert.deepEqual(rowsOf({ page: 1, items: [2] }), [2]);
  assert.deepEqual(rowsOf(null), []);
  assert.equal(hasMore({ items: [1], hasMore: true }), true);
  assert.equal(hasMore({ items: Array(50), hasMore: false }), false);
  assert.equal(hasMore(Array(50)), true);
  assert.equal(hasMore([1]), false);
});

test('the subject of a token is found in the common form and nowhere else', () => {
  const claims = Buffer.from('{"sub":"u7"}').toString('base64url');
  assert.equal(subjectOf(`h.${claims}.s`), 'u7');
  assert.equal(subjectOf('opaque'), null);
});
