import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeOf, readRetryAfter, repeatDelay, verdict } from '../../src/Seckill.AspNetCore/Assets/shop/retry.js';
import { ok, problem, silent } from './fakes.mjs';

test('what is known is not repeated, what is unknown is', () => {
  const meanings = [[ok({}), 'answer'], [silent(), 'repeat'], [problem(401, 'unauthorized'), 'sign-in']];
  for (const status of [408, 425, 429, 500, 502, 503, 504]) meanings.push([problem(status, 'x'), 'repeat']);
  for (const status of [400, 403, 404, 409, 410, 413, 415, 422]) meanings.push([problem(status, 'x'), 'refused']);
  for (const [result, meaning] of meanings) assert.equal(verdict(result), meaning, JSON.stringify(result));
});

test('the cause tells silence, rate limit and overload apart', () => {
  assert.deepEqual([silent(), problem(429, 'rate-limited'), problem(503, 'unavailable')].map(causeOf), ['silence', 'rate-limited', 'unavailable']);
});

test('pauses double up to ten seconds and half of each is random', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => repeatDelay(attempt, null, () => 1));
  assert.deepEqual(longest, [400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
  assert.equal(repeatDelay(2, null, () => 0), 800);
});

test('a Retry-After is never undercut and spreads the crowd by at most a second', () => {
  assert.equal(repeatDelay(0, 3000, () => 0), 3000);
  assert.ok(repeatDelay(0, 3000, () => 1) > 3000);
  assert.ok(repeatDelay(9, 60_000, () => 1) <= 61_000);
});

test('Retry-After is read as seconds or as a date', () => {
  assert.equal(readRetryAfter('7'), 7000);
  assert.equal(readRetryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4000), 6000);
  assert.equal(readRetryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 60_000), 0);
  assert.equal(readRetryAfter(null), null);
  assert.equal(readRetryAfter('soon'), null);
});
