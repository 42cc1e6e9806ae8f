import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyring, newKey } from '../../src/Seckill.AspNetCore/Assets/shop/keys.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import { createBacking } from './fakes.mjs';

test('a key is 128 random bits in the alphabet of the host', () => {
  const keys = Array.from({ length: 50 }, () => newKey());
  keys.forEach((key) => assert.match(key, /^[0-9a-f]{32}$/));
  assert.equal(new Set(keys).size, 50);
});

test('a key comes from the strong generator, byte by byte', () => {
  assert.equal(newKey({ getRandomValues: (bytes) => bytes.fill(0).fill(10, 15) }), `${'00'.repeat(15)}0a`);
});

test('a wish is found again by another page of the same account, and by no other account or sale', () => {
  const backing = createBacking();
  createKeyring(createStorage(backing), 'u1').save('s1', { key: 'k1', quantity: 2, since: 5 });
  assert.deepEqual(createKeyring(createStorage(backing), 'u1').load('s1'), { key: 'k1', quantity: 2, since: 5 });
  assert.equal(createKeyring(createStorage(backing), 'u2').load('s1'), null);
  assert.equal(createKeyring(createStorage(backing), 'u1').load('s2'), null);
});

test('a record that is spoilt is no record', () => {
  const backing = createBacking();
  const keys = createKeyring(createStorage(backing), 'u1');
  for (const text of ['{', '{}', 'null', '{"key":"a b","quantity":1}', '{"key":"k","quantity":0}']) {
    backing.map.set(keys.name('s1'), text);
    assert.equal(keys.load('s1'), null, text);
  }
});

test('a browser that forbids or fills its storage still keeps the wish for the page', () => {
  const full = { getItem: () => null, setItem() { throw new Error('full'); }, removeItem() { throw new Error('no'); } };
  for (const backing of [full, null]) {
    const keys = createKeyring(createStorage(backing), 'u1');
    keys.save('s1', { key: 'k1', quantity: 1, since: 0 });
    assert.equal(keys.load('s1').key, 'k1');
    keys.drop('s1');
    assert.equal(keys.load('s1'), null);
  }
});
