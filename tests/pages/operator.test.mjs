import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDesk } from '../../src/Seckill.AspNetCore/Assets/console/desk.js';
import { createStorage } from '../../src/Seckill.AspNetCore/Assets/shop/storage.js';
import { createBacking } from './fakes.mjs';

const SLOT = 'seckill.console.account';
const SESSION = '/api/admin/session';
const TOKEN = 'head.body.signature';

/** A host and the browser's cookie for it, which no page can read. */
function createHost({ development = false, tokens = [TOKEN] } = {}) {
  const host = { development, tokens, sessions: new Map(), cookie: null, calls: [], given: 0, made: 0, silent: false, failing: false };
  const answer = (status, body) => new Response(body === undefined ? null : JSON.stringify(body), { status });
  host.fetch = async (path, { method, headers, credentials }) => {
    const bearer = headers.Authorization?.replace('Bearer ', '') ?? null;
    host.calls.push({ method, path, bearer, credentials });
    if (host.silent) throw new TypeError('network');
    if (path === '/api/dev/tokens') {
      if (!host.development) return answer(404, {});
      return answer(200, { tokens: [host.tokens[host.given++ % host.tokens.length]] });
    }
    if (host.failing) return answer(503, { code: 'unavailable' });
    const session = host.sessions.get(host.cookie);
    if (path === SESSION && method === 'POST') {
      if (!host.tokens.includes(bearer)) return answer(401, { code: 'unauthorized' });
      host.cookie = `c${++host.made}`;
      host.sessions.set(host.cookie, { operator: 'op7', expiresAt: '2026-11-23T20:00:00Z' });
      return answer(200, host.sessions.get(host.cookie));
    }
    if (path === SESSION && method === 'DELETE') {
      host.sessions.delete(host.cookie);
      host.cookie = null;
      return answer(204);
    }
    if (!session && !bearer) return answer(401, { code: 'unauthorized' });
    return answer(200, path === SESSION ? session : []);
  };
  return host;
}

const open = (host, backing) => createDesk(createStorage(backing), host.fetch);
const kept = (backing) => JSON.stringify([...backing.map]);

test('a token is used once, to sign in, and kept nowhere', async () => {
  const host = createHost();
  const backing = createBacking();
  const desk = open(host, backing);
  await desk.account.start();
  assert.equal(desk.account.current, null);
  assert.equal((await desk.account.use(TOKEN, false)).kind, 'ok');
  assert.equal(desk.account.current.name, 'op7');
  await desk.sales();
  await desk.move('s1', 'pause');
  assert.deepEqual(host.calls.filter(({ bearer }) => bearer).map(({ method, path }) => `${method} ${path}`), [`POST ${SESSION}`]);
  assert.ok(host.calls.every(({ credentials }) => credentials === undefined || credentials === 'same-origin'));
  assert.doesNotMatch(kept(backing), /signature|c1/);
  assert.doesNotMatch(JSON.stringify(desk.account.current), /signature|c1/);
});

test('after a reload the page asks the host who is signed in', async () => {
  const host = createHost();
  const backing = createBacking();
  await open(host, backing).account.use(TOKEN, false);
  const desk = open(host, backing);
  await desk.account.start();
  assert.equal(desk.account.current.name, 'op7');
  assert.equal((await desk.sales()).kind, 'ok');
});

test('a token that an earlier page kept is thrown away, and not used', async () => {
  const host = createHost();
  const backing = createBacking();
  createStorage(backing).set(SLOT, { token: TOKEN, prefix: 'web-', name: 'operator', id: 'operator', dev: true });
  const desk = open(host, backing);
  await desk.account.start();
  assert.doesNotMatch(kept(backing), /signature/);
  assert.ok(host.calls.every(({ bearer }) => bearer === null));
});

test('a token that the host does not take signs nobody in', async () => {
  const host = createHost();
  const backing = createBacking();
  const desk = open(host, backing);
  assert.equal((await desk.account.use('other', false)).status, 401);
  assert.equal(desk.account.current, null);
  assert.equal(kept(backing), '[]');
});

test('signing out ends the session at the host, and is not said to be done before it is', async () => {
  const host = createHost();
  const backing = createBacking();
  const desk = open(host, backing);
  await desk.account.use(TOKEN, false);
  for (const trouble of ['failing', 'silent']) {
    host[trouble] = true;
    assert.notEqual((await desk.account.signOut()).kind, 'ok');
    assert.equal(desk.account.current.name, 'op7');
    host[trouble] = false;
  }
  assert.equal((await desk.account.signOut()).kind, 'ok');
  assert.equal(desk.account.current, null);
  assert.equal(host.sessions.size, 0);
  assert.equal(kept(backing), '[]');
  assert.equal((await desk.sales()).status, 401);
});

test('in development a session that is gone is made anew, once', async () => {
  const host = createHost({ development: true });
  const desk = open(host, createBacking());
  assert.equal((await desk.account.demo()).kind, 'ok');
  host.sessions.clear();
  assert.deepEqual(await Promise.all([desk.account.renew(), desk.account.renew()]), [true, true]);
  assert.equal(host.made, 2);
  assert.equal((await desk.sales()).kind, 'ok');
  host.sessions.clear();
  assert.equal(await desk.account.renew(), false);
  assert.equal((await desk.account.demo()).kind, 'ok');
  host.sessions.clear();
  assert.equal(await desk.account.renew(), true);
});

test('in development a reload signs in again by itself, unless another tab has signed out', async () => {
  const host = createHost({ development: true });
  const backing = createBacking();
  const first = open(host, backing);
  await first.account.demo();
  host.sessions.clear();
  const second = open(host, backing);
  await second.account.start();
  assert.equal(second.account.current.name, 'op7');
  await first.account.signOut();
  assert.equal(await second.account.renew(), false);
  const third = open(host, backing);
  await third.account.start();
  assert.equal(third.account.current, null);
});

test('elsewhere a session that is gone is never made anew without the operator', async () => {
  const host = createHost();
  const desk = open(host, createBacking());
  await desk.account.use(TOKEN, false);
  host.sessions.clear();
  const calls = host.calls.length;
  assert.equal(await desk.account.renew(), false);
  assert.equal(host.calls.length, calls);
});

test('no answer is no sign-out', async () => {
  const host = createHost();
  const backing = createBacking();
  await open(host, backing).account.use(TOKEN, false);
  for (const trouble of ['failing', 'silent']) {
    host[trouble] = true;
    const desk = open(host, backing);
    await desk.account.start();
    assert.equal(desk.account.current.name, 'op7');
    host[trouble] = false;
    assert.equal((await desk.sales()).kind, 'ok');
  }
});
