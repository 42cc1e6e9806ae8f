// The operator console: shell, sign-in and routes.
import { fill, h, say } from '../shop/dom.js';
import { createWords } from '../shop/i18n.js';
import { problemText } from '../shop/messages.js';
import { createSignIn } from '../shop/signin.js';
import shopEn from '../shop/words-en.js';
import shopZh from '../shop/words-zh.js';
import { createDesk } from './desk.js';
import { mountAudit } from './view-audit.js';
import { mountCache } from './view-cache.js';
import { mountNew } from './view-new.js';
import { mountSaga } from './view-saga.js';
import { mountSagas } from './view-sagas.js';
import { mountSale } from './view-sale.js';
import { mountSales } from './view-sales.js';
import en from './words-en.js';
import zh from './words-zh.js';

const desk = createDesk();
const words = createWords({ en: { ...shopEn, ...en }, zh: { ...shopZh, ...zh } }, desk.storage);
const main = document.getElementById('main');
let view = null;

/** Goes on when the host said yes; otherwise the dialog stays and says why. */
const settled = (result) => (result.kind === 'ok' ? route() : problemText(words, result));

const signIn = createSignIn({
  words,
  isDevelopment: desk.isDevelopment,
  demoLabel: 'account.demo-operator',
  onDemo: async () => settled(await desk.account.demo()),
  onToken: async (token, dev) => {
    const result = await desk.account.use(token, dev);
    return result.status === 401 ? words.t('account.refused') : settled(result);
  },
  onOut: async () => settled(await desk.account.signOut()),
});

/** A session that is not good any more is made anew in development, once; otherwise the operator is asked. */
async function onProblem(result) {
  if (result.status !== 401 || !desk.account.current) return;
  if (await desk.account.renew()) route();
  else signIn({ rejected: true, signedIn: true });
}

// `flash` carries a message from one view to the next; `sagaFilter` is there again when one comes back to the list.
const tools = { desk, words, onProblem, flash: { text: '' }, sagaFilter: { state: '', definition: '' } };

function route() {
  const [, page = 'sales', id] = location.hash.split('/').map(decodeURIComponent);
  view?.stop();
  drawShell(page);
  if (!desk.account.current) view = mountGate();
  else if (page === 'sales' && id) view = mountSale(main, tools, id);
  else if (page === 'new') view = mountNew(main, tools);
  else if (page === 'sagas' && id) view = mountSaga(main, tools, id);
  else if (page === 'sagas') view = mountSagas(main, tools);
  else if (page === 'cache') view = mountCache(main, tools);
  else if (page === 'audit') view = mountAudit(main, tools);
  else view = mountSales(main, tools);
}

function mountGate() {
  const enter = h('button', { type: 'button', class: 'primary', onclick: () => signIn() }, words.t('account.title'));
  fill(main, h('div', { class: 'gate' }, h('h1', {}, words.t('console.title')), h('p', { class: 'fine' }, words.t('console.gate')), enter));
  return { stop() {} };
}

function drawShell(page) {
  const { t } = words;
  const { current } = desk.account;
  document.documentElement.lang = words.language === 'zh' ? 'zh-CN' : 'en';
  document.title = t('console.title');
  say(document.getElementById('brand'), t('console.title'));
  say(document.getElementById('skip'), t('app.skip'));
  const link = (href, name, here) => h('a', { href, 'aria-current': here ? 'page' : null }, t(`nav.${name}`));
  fill(document.getElementById('nav'),
    current && link('#/sales', 'sales', page === 'sales'), current && link('#/new', 'new', page === 'new'),
    current && link('#/sagas', 'sagas', page === 'sagas'), current && link('#/cache', 'cache', page === 'cache'),
    current && link('#/audit', 'audit', page === 'audit'),
    h('button', { type: 'button', class: 'plain', 'aria-label': t('app.language-label'), lang: words.language === 'zh' ? 'en' : 'zh', onclick: () => {
      words.choose(words.language === 'zh' ? 'en' : 'zh');
      route();
    } }, t('app.language')));
  fill(document.getElementById('foot'), h('a', { href: '/' }, t('console.shop')),
    h('span', { class: 'who' }, current ? t('account.in', { name: current.name }) : t('account.out')),
    h('button', { type: 'button', class: 'plain', onclick: () => signIn({ signedIn: Boolean(current) }) }, t(current ? 'account.switch' : 'account.title')));
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault(); // the hash belongs to the routes
  main.focus();
});
addEventListener('hashchange', () => {
  route();
  main.focus({ preventScroll: true });
});
await desk.account.start();
route();
