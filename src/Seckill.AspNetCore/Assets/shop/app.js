// The shopper page: shell, routes, and the beat that keeps it going.
import { fill, h, say, set } from './dom.js';
import { createWords } from './i18n.js';
import { createSession } from './session.js';
import { createSignIn } from './signin.js';
import { mountList } from './view-list.js';
import { mountMine } from './view-mine.js';
import { mountSale } from './view-sale.js';
import en from './words-en.js';
import zh from './words-zh.js';

const BEAT_MS = 200;
const session = createSession();
const words = createWords({ en, zh }, session.storage);
const main = document.getElementById('main');
const nav = document.getElementById('nav');
const foot = document.getElementById('foot');
let view = null;
let onlySale = null;

const signIn = createSignIn({
  words,
  isDevelopment: session.isDevelopment,
  demoLabel: 'account.demo',
  onDemo: session.useDemo,
  onToken: session.use,
  onOut: session.signOut,
});
const tools = {
  session,
  words,
  signIn: () => signIn({ rejected: Boolean(session.account.current) }),
  alone: () => session.sales.size <= 1,
  openSale,
};

/** Opens the only sale in place of the list, without a step in the history; the list can still be asked for. */
function openSale(saleId) {
  if (location.hash === '#/list') return false;
  onlySale = saleId;
  route();
  return true;
}

function route() {
  const [, page, id] = location.hash.split('/').map(decodeURIComponent);
  const saleId = page === 'sales' && id ? id : null;
  if (page || session.sales.size > 1) onlySale = null;
  view?.stop();
  if (saleId || onlySale) view = mountSale(main, tools, saleId ?? onlySale);
  else view = page === 'purchases' ? mountMine(main, tools) : mountList(main, tools);
  drawShell(page);
}

function drawShell(page) {
  const { t } = words;
  document.documentElement.lang = words.language === 'zh' ? 'zh-CN' : 'en';
  document.title = t('app.title');
  say(document.getElementById('brand'), t('app.title'));
  say(document.getElementById('skip'), t('app.skip'));
  const link = (href, text, here) => h('a', { href, 'aria-current': here ? 'page' : null }, text);
  fill(nav,
    link('#/list', t('nav.sales'), page !== 'purchases'),
    link('#/purchases', t('nav.mine'), page === 'purchases'),
    h('button', { type: 'button', class: 'plain', 'aria-label': t('app.language-label'), lang: words.language === 'zh' ? 'en' : 'zh', onclick: otherLanguage }, t('app.language')));
  drawFoot();
}

function otherLanguage() {
  words.choose(words.language === 'zh' ? 'en' : 'zh');
  route();
}

let footSaid = '';
function drawFoot() {
  const { t } = words;
  const { current } = session.account;
  const live = !session.reachable || !navigator.onLine ? 'none' : session.socket.up ? 'push' : 'poll';
  const who = current ? t('account.in', { name: current.name }) : t('account.out');
  if (footSaid === live + who) return;
  footSaid = live + who;
  fill(foot,
    h('span', { class: 'live', 'data-live': live }, t(`live.${live}`)),
    h('span', { class: 'who' }, who),
    h('button', { type: 'button', class: 'plain', onclick: () => signIn({ signedIn: Boolean(current) }) }, t(current ? 'account.switch' : 'account.title')));
}

function wake() {
  drawFoot();
  if (document.hidden) return;
  session.clock.noticeSleep();
  session.nudge();
  view?.nudge?.();
}

session.listen(() => {
  view?.changed();
  drawFoot();
});
addEventListener('hashchange', () => {
  route();
  main.focus({ preventScroll: true });
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault(); // the hash belongs to the routes
  main.focus();
});
addEventListener('online', wake);
addEventListener('offline', drawFoot);
document.addEventListener('visibilitychange', wake);
addEventListener('storage', (event) => event.key && session.heardFromTab(event.key));
setInterval(() => {
  if (session.clock.noticeSleep()) wake();
  if (!document.hidden) view?.tick();
}, BEAT_MS);

set(main, 'aria-busy', 'true');
await session.start();
set(main, 'aria-busy', null);
route();
