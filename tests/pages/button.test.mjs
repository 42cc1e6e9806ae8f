import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buttonFor, statusAt } from '../../src/Seckill.AspNetCore/Assets/shop/button.js';
import { createWords } from '../../src/Seckill.AspNetCore/Assets/shop/i18n.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import en from '../../src/Seckill.AspNetCore/Assets/shop/words-en.js';
import zh from '../../src/Seckill.AspNetCore/Assets/shop/words-zh.js';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const sale = { status: 'open', startsAt: '2026-11-23T09:00:00Z', endsAt: '2026-11-23T11:00:00Z', perBuyerLimit: 2, available: 5 };
const later = (ms) => new Date(NOW + ms).toISOString();
const words = createWords({ en, zh }, createStorage(null));
words.choose('en');

function says({ purchase = { phase: 'idle' }, ...rest } = {}) {
  const { label, action } = buttonFor({ sale: { ...sale, ...rest.sale }, purchase, now: NOW, busy: rest.busy, held: rest.held, signedIn: rest.signedIn });
  return [words.t(...label), action];
}

const expected = [
  ['before the start', { sale: { status: 'scheduled', startsAt: later(12_000) } }, 'Starts in 00:12', null],
  ['a day before the start', { sale: { status: 'scheduled', startsAt: later(90_061_000) } }, 'Starts in 25:01:01', null],
  ['at the start, though the host has not said so yet', { sale: { status: 'scheduled', startsAt: later(0) } }, 'Buy now', 'buy'],
  ['open', {}, 'Buy now', 'buy'],
  ['open with a stock that is not known', { sale: { available: undefined } }, 'Buy now', 'buy'],
  ['open, nobody signed in', { signedIn: false }, 'Sign in to buy', 'sign-in'],
  ['nothing left', { sale: { available: 0 } }, 'Sold out – units may come back', null],
  ['held by the shop', { sale: { status: 'paused' } }, 'Paused by the shop', null],
  ['held by the shop past its end', { sale: { status: 'paused', endsAt: later(-1) } }, 'Sale ended', null],
  ['past its end, though the host has not said so yet', { sale: { endsAt: later(0) } }, 'Sale ended', null],
  ['closed', { sale: { status: 'closed' } }, 'Sale ended', null],
  ['limit reached', { held: 2 }, 'Limit reached', null],
  ['sending', { purchase: { phase: 'sending' } }, 'Sending…', null],
  ['no answer', { purchase: { phase: 'repeating', cause: 'silence', repeatAt: NOW + 1200 } }, 'No answer yet – asking again in 2 s', null],
  ['busy', { purchase: { phase: 'repeating', cause: 'unavailable', repeatAt: NOW + 2000 } }, 'The shop is busy – asking again in 2 s', null],
  ['rate limited', { purchase: { phase: 'repeating', cause: 'rate-limited', repeatAt: NOW + 3000 } }, 'Too fast – going on in 3 s', null],
  ['after a reload', { purchase: { phase: 'checking' } }, 'Looking up your purchase…', null],
  ['long after a lost answer', { purchase: { phase: 'unheard' } }, 'Ask for the answer again', 'buy'],
  ['in line', { purchase: { phase: 'queued', position: 12, estimatedWaitMs: 2600 } }, 'In line: place 12, about 3 s', null],
  ['in line, wait not known', { purchase: { phase: 'queued', position: 12 } }, 'In line: place 12', null],
  ['in line while the sale is paused', { sale: { status: 'paused' }, purchase: { phase: 'queued' } }, 'In line', null],
  ['won', { purchase: { phase: 'pendingPayment', payBefore: later(899_000) } }, 'Won – pay within 14:59', null],
  ['won, the sale is over', { sale: { status: 'ended' }, purchase: { phase: 'pendingPayment', payBefore: later(5000) } }, 'Won – pay within 00:05', null],
  ['won, time to pay is over', { purchase: { phase: 'pendingPayment', payBefore: later(0) } }, 'Time to pay is over – checking…', null],
  ['paying', { busy: 'pay', purchase: { phase: 'pendingPayment', payBefore: later(5000) } }, 'Paying…', null],
  ['paid, limit reached', { held: 2, purchase: { phase: 'paid' } }, 'Paid', null],
  ['paid, more allowed', { held: 1, purchase: { phase: 'paid' } }, 'Paid – buy another', 'buy'],
  ['paid, sale over', { sale: { status: 'ended' }, held: 1, purchase: { phase: 'paid' } }, 'Paid', null],
  ['just refused', { purchase: { phase: 'refused', code: 'sold-out', holdUntil: NOW + 900 } }, 'Try again in 00:01', null],
  ['refused', { purchase: { phase: 'refused', code: 'sold-out', holdUntil: NOW } }, 'Try again', 'buy'],
  ['refused, nothing left', { sale: { available: 0 }, purchase: { phase: 'refused', code: 'sold-out' } }, 'Sold out – units may come back', null],
  ['cancelled', { purchase: { phase: 'cancelled' } }, 'Try again', 'buy'],
  ['signed out by the host', { purchase: { phase: 'sign-in' } }, 'Sign in to go on', 'sign-in'],
];

for (const [situation, input, text, action] of expected) {
  test(`${situation}: “${text}”`, () => assert.deepEqual(says(input), [text, action]));
}

test('a draft or settled sale keeps its state whatever the clock says', () => {
  assert.equal(statusAt({ ...sale, status: 'settled' }, NOW), 'settled');
  assert.equal(statusAt({ ...sale, status: 'draft' }, NOW), 'draft');
});
