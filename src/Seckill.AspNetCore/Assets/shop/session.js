// Everything behind the views: account, calls, clock, push, the sales and the open wishes.
import { createAccount, isDevelopment } from './account.js';
import { createApi, rowsOf } from './api.js';
import { createClock } from './clock.js';
import { createHoldings } from './holdings.js';
import { createKeyring } from './keys.js';
import { createRunner } from './runner.js';
import { createSocket, pushAddress } from './socket.js';
import { createStorage } from './storage.js';

export function createSession(storage = createStorage()) {
  const listeners = new Set();
  const runners = new Map();
  const sales = new Map();
  const holdings = createHoldings();
  const clock = createClock();
  const api = createApi({ token: () => account.current?.token });
  const account = createAccount({
    storage, api: () => api, slot: 'seckill.shop.account', request: (prefix) => ({ prefix, count: 1 }), nameOf: (prefix) => `${prefix}1`,
  });
  const socket = createSocket({
    url: () => (account.current ? pushAddress(location, account.current.token) : null),
    onMessage: hear,
    onState: changed,
  });
  let reachable = true;
  let renewed = null;
  let telling = false;

  // Told once per turn, and never in the middle of a view's own work.
  function changed() {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      listeners.forEach((listener) => listener());
    });
  }

  function hear(message) {
    if (message.type === 'stock') {
      const sale = sales.get(message.saleId);
      if (sale) sales.set(sale.id, { ...sale, available: message.available, status: message.status ?? sale.status });
    } else if (message.type === 'purchase') {
      holdings.put(message);
      runners.get(message.saleId)?.hear(message);
    }
    changed();
  }

  function takeSale(sale, timing, serverTime = sale.serverTime) {
    sales.set(sale.id, sale);
    if (serverTime) clock.sample(serverTime, timing.sentAt, timing.receivedAt);
  }

  async function readSales() {
    const result = await api.sales();
    reachable = result.kind !== 'silent';
    if (result.kind === 'ok') {
      const rows = rowsOf(result.body);
      for (const id of sales.keys()) if (!rows.some((row) => row.id === id)) sales.delete(id);
      rows.forEach((sale) => takeSale(sale, result, sale.serverTime ?? result.body.serverTime));
    }
    changed();
    return result;
  }

  async function readSale(saleId) {
    const result = await api.sale(saleId);
    reachable = result.kind !== 'silent';
    if (result.kind === 'ok') takeSale(result.body, result);
    changed();
    return result;
  }

  /** Page 1 of the purchases, for the limit and for wishes made on another device. */
  async function readHoldings() {
    if (!account.current) return;
    const { id } = account.current;
    const result = await api.purchases(1);
    if (result.kind !== 'ok' || account.current?.id !== id) return;
    rowsOf(result.body).forEach((purchase) => holdings.put(purchase));
    for (const [saleId, runner] of runners) takeOver(saleId, runner);
    changed();
  }

  function takeOver(saleId, runner) {
    const open = holdings.open(saleId);
    if (open) runner.hear(open);
  }

  function runnerFor(saleId) {
    if (!account.current) return null;
    if (!runners.has(saleId)) {
      const runner = createRunner({
        saleId, api, clock, isPushed: () => socket.up, keys: createKeyring(storage, account.current.id),
        onChange: (state) => {
          if (state.reservationId) holdings.put({ saleId, reservationId: state.reservationId, status: state.phase, quantity: state.quantity });
          if (state.phase === 'sign-in') renew();
          changed();
        },
      });
      runners.set(saleId, runner);
      runner.resume();
      takeOver(saleId, runner);
    }
    return runners.get(saleId);
  }

  /** A development token that the host has forgotten is fetched anew for the same buyer; others are asked for. */
  async function renew() {
    const { current } = account;
    if (!current?.prefix || renewed === current.token) return changed();
    const next = await account.demo();
    renewed = next?.token;
    if (next) enter();
  }

  function enter() {
    runners.forEach((runner) => runner.stop());
    runners.clear();
    holdings.clear();
    if (account.current) socket.start();
    else socket.stop();
    readHoldings();
    changed();
  }

  return {
    api, account, clock, socket, sales, holdings, storage, readSales, readSale, readHoldings, runnerFor,
    isDevelopment: () => isDevelopment(api),
    get reachable() { return reachable; },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      if (!account.current) await account.demo();
      enter();
    },
    async useDemo() {
      if (await account.demo({ fresh: true })) enter();
    },
    use(token, dev) {
      account.use(token, dev);
      enter();
    },
    signOut() {
      account.signOut();
      enter();
    },
    nudge() {
      socket.nudge();
      runners.forEach((runner) => runner.nudge());
    },
    /** Another tab of this browser has written down a wish or let it go. */
    heardFromTab(name) {
      for (const [saleId, runner] of runners) {
        if (createKeyring(storage, account.current.id).name(saleId) === name) runner.followTab();
      }
    },
  };
}
