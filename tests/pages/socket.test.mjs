import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSocket, pushAddress } from '../../src/Seckill.AspNetCore/Assets/shop/socket.js';
import { createTime } from './fakes.mjs';

function setUp() {
  const time = createTime();
  const made = [];
  const heard = [];
  const ups = [];
  class Fake {
    constructor(url) {
      Object.assign(this, { url, sent: [], readyState: 0 });
      made.push(this);
    }
    send(text) { this.sent.push(text); }
    close() { this.drop(); }
    open() { this.readyState = 1; this.onopen(); }
    drop() { this.readyState = 3; this.onclose(); }
  }
  const socket = createSocket({
    url: () => 'ws://x/ws', WebSocket: Fake, timers: time.timers, now: time.now, random: () => 1, onMessage: (message) => heard.push(message), onState: (up) => ups.push(up),
  });
  return { socket, made, heard, ups, time };
}

test('what is watched is asked for again on every connection', async () => {
  const { socket, made, time } = setUp();
  socket.start();
  socket.watch('s1');
  made[0].open();
  socket.watch('s2');
  socket.watch('s2');
  made[0].drop();
  await time.advance(20_000);
  made[1].open();
  const ids = (fake) => fake.sent.map((text) => JSON.parse(text).saleId);
  assert.deepEqual(ids(made[0]), ['s1', 's2']);
  assert.deepEqual(ids(made[1]), ['s1', 's2']);
});

test('a host that drops at once is asked less and less often', async () => {
  const { socket, made, time } = setUp();
  socket.start();
  const at = [];
  for (let turn = 0; turn < 5; turn++) {
    const count = made.length;
    made.at(-1).open();
    made.at(-1).drop();
    const from = time.now();
    while (made.length === count) await time.advance(100);
    at.push(time.now() - from);
  }
  assert.deepEqual(at, [...at].sort((a, b) => a - b));
  assert.ok(at[4] > 4 * at[0]);
});

test('a frame that is no message of ours is left aside, and states are told once', () => {
  const { socket, made, heard, ups } = setUp();
  socket.start();
  made[0].open();
  for (const data of ['{', '7', '{"type":"stock","saleId":"s1"}']) made[0].onmessage({ data });
  socket.stop();
  assert.deepEqual(heard, [{ type: 'stock', saleId: 's1' }]);
  assert.deepEqual(ups, [true, false]);
});

test('after stop nothing connects again', async () => {
  const { socket, made, time } = setUp();
  socket.start();
  made[0].drop();
  socket.stop();
  await time.advance(60_000);
  assert.equal(made.length, 1);
});

test('the address follows the page and carries the token safely', () => {
  assert.equal(pushAddress({ protocol: 'https:', host: 'shop:1' }, 'a+b'), 'wss://shop:1/ws?access_token=a%2Bb');
  assert.equal(pushAddress({ protocol: 'http:', host: 'h' }, 't'), 'ws://h/ws?access_token=t');
});
