import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../src/Seckill.AspNetCore/Assets/shop/clock.js';

function setUp() {
  const time = { mono: 5_000, wall: 900_000 };
  return { time, clock: createClock({ monotonic: () => time.mono, wall: () => time.wall }) };
}
const pass = (time, ms) => {
  time.mono += ms;
  time.wall += ms;
};

test('before the first answer the device clock is used and the error is unbounded', () => {
  const { clock } = setUp();
  assert.equal(clock.now(), 900_000);
  assert.equal(clock.error(), Infinity);
});

test('an answer sets the time to the server’s, from the middle of the round trip', () => {
  const { time, clock } = setUp();
  pass(time, 200);
  clock.sample('1970-01-01T00:33:20.000Z', 5_000, 5_200);
  assert.equal(clock.now(), 2_000_000 + 100);
  pass(time, 1_000);
  assert.equal(clock.now(), 2_000_000 + 1_100);
});

test('a quicker answer wins over a slow one, whatever their order', () => {
  const { time, clock } = setUp();
  pass(time, 20);
  clock.sample(2_000_000, 5_000, 5_020);
  pass(time, 2_000);
  clock.sample(2_009_999, 5_020, 7_020);
  assert.equal(clock.now(), 2_000_000 - 5_010 + 7_020);
});

test('an old quick answer gives way to a fresh one, because clocks drift', () => {
  const { time, clock } = setUp();
  clock.sample(2_000_000, 5_000, 5_000);
  pass(time, 3_600_000);
  clock.sample(5_600_500, time.mono - 100, time.mono);
  assert.equal(clock.now(), 5_600_550);
});

test('setting the device clock moves nothing but is noticed once', () => {
  const { time, clock } = setUp();
  clock.sample(2_000_000, 5_000, 5_000);
  time.wall += 3_600_000;
  assert.equal(clock.now(), 2_000_000);
  assert.equal(clock.noticeSleep(), true);
  assert.equal(clock.noticeSleep(), false);
  assert.equal(clock.error(), Infinity);
});

test('an answer that makes no sense is left aside', () => {
  const { clock } = setUp();
  clock.sample('soon', 5_000, 5_010);
  clock.sample(2_000_000, 5_010, 5_000);
  assert.equal(clock.now(), 900_000);
});
