import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IDLE, holdsKey, recordOf, reduce } from '../../src/Seckill.AspNetCore/Assets/shop/purchase.js';

const begun = reduce(IDLE, { type: 'begin', key: 'k1', quantity: 2, at: 100 });
const answered = (state, purchase) => reduce(state, { type: 'answer', purchase: { reservationId: 'r1', quantity: 2, ...purchase } });

test('a second begin while a wish is open changes nothing', () => {
  assert.equal(reduce(begun, { type: 'begin', key: 'k2', quantity: 1, at: 101 }), begun);
});

test('an unknown outcome keeps key and quantity and counts the tries', () => {
  const again = reduce(reduce(begun, { type: 'unknown', cause: 'silence', repeatAt: 5, notBefore: 9 }), { type: 'repeat' });
  assert.deepEqual([again.phase, again.key, again.quantity, again.attempt], ['sending', 'k1', 2, 1]);
});

test('the key is kept until the purchase is terminal and not a moment longer', () => {
  const queued = answered(begun, { status: 'queued', position: 9 });
  const won = answered(queued, { status: 'pendingPayment', orderId: 'r1', payBefore: '2026-11-23T00:00:00Z' });
  for (const state of [begun, queued, won]) {
    assert.equal(holdsKey(state), true);
    assert.equal(recordOf(state).key, 'k1');
  }
  assert.equal(recordOf(won).reservationId, 'r1');
  for (const status of ['paid', 'cancelled', 'refused']) assert.equal(recordOf(answered(won, { status })), null);
  assert.equal(recordOf(reduce(begun, { type: 'refused', code: 'sold-out', holdUntil: 1 })), null);
  assert.equal(recordOf(IDLE), null);
});

test('a late answer takes nothing back', () => {
  const won = answered(begun, { status: 'pendingPayment' });
  assert.equal(answered(won, { status: 'queued', position: 3 }), won);
  const paid = answered(won, { status: 'paid' });
  assert.equal(answered(paid, { status: 'pendingPayment' }), paid);
});

test('an answer about another purchase, or with a status that nobody knows, is left aside', () => {
  const won = answered(begun, { status: 'pendingPayment' });
  assert.equal(reduce(won, { type: 'answer', purchase: { reservationId: 'r2', status: 'paid' } }), won);
  assert.equal(answered(begun, { status: 'melted' }), begun);
});

test('the place in line never grows', () => {
  const places = [7, 9, 4].reduce((state, position) => answered(state, { status: 'queued', position }), begun);
  assert.equal(places.position, 4);
});

test('a wish is taken up where it was left', () => {
  const restore = (record, at = 1000) => reduce(IDLE, { type: 'restore', record: { key: 'k1', quantity: 2, since: 900, ...record }, at, repeatAt: 77 });
  assert.equal(restore({}).phase, 'sending');
  assert.equal(restore({ reservationId: 'r1' }).phase, 'checking');
  assert.deepEqual([restore({ notBefore: 5000, cause: 'rate-limited' }).phase, restore({ notBefore: 5000 }).repeatAt], ['repeating', 77]);
  assert.equal(restore({ notBefore: 500 }).phase, 'sending');
  assert.equal(restore({}, 900 + 16 * 60_000).phase, 'unheard');
});

test('an event that nobody knows is a mistake of the page', () => {
  assert.throws(() => reduce(IDLE, { type: 'explode' }));
});
