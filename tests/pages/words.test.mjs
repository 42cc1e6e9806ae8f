import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createWords, preferred } from '../../src/Seckill.AspNetCore/Assets/shop/i18n.js';
import { CODES, problemText, textOf } from '../../src/Seckill.AspNetCore/Assets/shop/messages.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import shopEn from '../../src/Seckill.AspNetCore/Assets/shop/words-en.js';
import shopZh from '../../src/Seckill.AspNetCore/Assets/shop/words-zh.js';
import consoleEn from '../../src/Seckill.AspNetCore/Assets/console/words-en.js';
import consoleZh from '../../src/Seckill.AspNetCore/Assets/console/words-zh.js';
import { createBacking, problem, silent } from './fakes.mjs';

const assets = new URL('../../src/Seckill.AspNetCore/Assets/', import.meta.url);
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

for (const [name, en, zh] of [['shop', shopEn, shopZh], ['console', consoleEn, consoleZh]]) {
  test(`${name}: both languages have the same texts with the same places`, () => {
    assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
    for (const key of Object.keys(en)) assert.deepEqual(places(zh[key]), places(en[key]), key);
  });

  test(`${name}: every text that the code asks for by name exists`, () => {
    const folder = new URL(`${name}/`, assets);
    const known = { ...shopEn, ...(name === 'console' ? consoleEn : {}) };
    const asked = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.startsWith('words-'))
      .flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bt\('([a-zA-Z.-]+)'/g)].map(([, key]) => key));
    assert.ok(asked.length > 10);
    assert.deepEqual(asked.filter((key) => !(key in known)), []);
  });
}

test('every code of the host has a text in both languages', () => {
  const host = ['sold-out', 'limit-reached', 'paused', 'not-started', 'idempotency-conflict', 'ended', 'sale-not-found', 'invalid-request',
    'rate-limited', 'unavailable', 'already-paid', 'invalid-transition', 'version-conflict', 'stock-committed', 'payment-timeout',
    'cancelled-by-buyer', 'cancelled-by-operator', 'dead-lettered', 'order-failed', 'lost'];
  for (const code of host) assert.ok(CODES.includes(code), code);
  for (const code of CODES) {
    assert.ok(shopEn[`problem.${code}`], code);
    assert.ok(shopZh[`problem.${code}`], code);
  }
});

test('a problem is told in the chosen language; an unknown one with what the host said', () => {
  const words = createWords({ en: shopEn, zh: shopZh }, createStorage(null));
  words.choose('en');
  assert.equal(problemText(words, problem(409, 'limit-reached')), 'You would hold more than one person may.');
  assert.equal(problemText(words, silent()), 'No answer. Please check your connection.');
  assert.equal(textOf(words, 'brand-new'), 'Something unexpected happened. (brand-new)');
  assert.equal(problemText(words, { ...problem(400, 'invalid-request'), detail: 'quantity' }), 'The shop did not understand the request. (quantity)');
  words.choose('zh');
  assert.equal(problemText(words, problem(409, 'limit-reached')), '超过每人限购数量。');
});

test('the browser’s language decides until the reader does, and the choice is kept', () => {
  assert.equal(preferred(['fr-FR', 'zh-Hant-TW', 'en']), 'zh');
  assert.equal(preferred(['de']), 'en');
  const backing = createBacking();
  createWords({ en: shopEn, zh: shopZh }, createStorage(backing)).choose('zh');
  assert.equal(createWords({ en: shopEn, zh: shopZh }, createStorage(backing)).language, 'zh');
});

test('the pages hold nothing that a strict content policy refuses and no foreign address', () => {
  for (const name of ['shop', 'console']) {
    for (const file of readdirSync(new URL(`${name}/`, assets))) {
      const text = readFileSync(new URL(`${name}/${file}`, assets), 'utf8').replaceAll('http://www.w3.org/2000/svg', '');
      assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|\sstyle="|\son[a-z]+="|https?:\/\/[a-z]/i, `${name}/${file}`);
      assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)/, `${name}/${file}`);
    }
  }
});
