import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from '../../src/Seckill.AspNetCore/Assets/shop/line.js';
import { IDLE, recordOf, reduce } from '../../src/Seckill.AspNetCore/Assets/shop/purchase.js';

const begun = reduce(IDLE, { type: 'begin', key: 'k1', quantity: 1, at: 100 });
const told = (state, position, estimatedWaitMs) =>
  reduce(state, { type: 'answer', purchase: { reservationId: 'r1', status: 'queued', quantity: 1, position, estimatedWaitMs } });

test('place, those before and the way gone follow the answers', () => {
  const first = told(begun, 41, 8000);
  assert.deepEqual(lineOf(first), { place: 41, ahead: 40, part: 0, waitMs: 8000 });
  const nearer = told(first, 11, 2000);
  assert.deepEqual(lineOf(nearer), { place: 11, ahead: 10, part: 0.75, waitMs: 2000 });
  assert.deepEqual(lineOf(told(nearer, 1, 100)), { place: 1, ahead: 0, part: 1, waitMs: 100 });
});

test('a place that seems to grow is not shown, nor is the way gone taken back', () => {
  const line = lineOf(told(told(begun, 10, 100), 30, 900));
  assert.deepEqual([line.place, line.part], [10, 0]);
});

test('the way gone goes on where it was after a reload', () => {
  const record = recordOf(told(told(begun, 101, 9000), 51, 4000));
  const restored = reduce(IDLE, { type: 'restore', record, at: 200, repeatAt: 0 });
  assert.deepEqual([restored.phase, lineOf(restored)], ['checking', null]);
  const again = told(restored, 26, 2000);
  assert.deepEqual(lineOf(again), { place: 26, ahead: 25, part: 0.75, waitMs: 2000 });
});

test('nothing is shown out of line or at an unknown place', () => {
  assert.equal(lineOf(IDLE), null);
  assert.equal(lineOf(told(begun, undefined, undefined)), null);
  const won = reduce(told(begun, 3, 10), { type: 'answer', purchase: { reservationId: 'r1', status: 'pendingPayment', orderId: 'r1' } });
  assert.equal(lineOf(won), null);
  assert.equal('firstPosition' in recordOf(won), false);
});
