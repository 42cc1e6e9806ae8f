// The sign-in dialog: one click in development, a token elsewhere.
import { fill, h, say, set } from './dom.js';

/**
 * @param words @param isDevelopment async @param demoLabel dictionary key of the one-click button
 * @param onDemo async, @param onToken told (token, dev) @param onOut for signing out, when signed in; each may answer words that say why not
 */
export function createSignIn({ words, isDevelopment, demoLabel, onDemo, onToken, onOut }) {
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'sign-in-title' });
  document.body.append(dialog);

  return async function open({ rejected = false, signedIn = false } = {}) {
    if (dialog.open) return;
    const { t } = words;
    const dev = await isDevelopment();
    const field = h('textarea', { id: 'token', rows: 3, required: true, autocomplete: 'off', spellcheck: 'false' });
    const error = h('p', { class: 'error', role: 'alert', hidden: !rejected }, rejected ? t('account.rejected') : '');
    const finish = (run) => async (event) => {
      event.preventDefault();
      const refusal = await run();
      if (refusal) {
        say(error, refusal);
        set(error, 'hidden', false);
      } else dialog.close();
    };
    fill(dialog,
      h('h2', { id: 'sign-in-title' }, t('account.title')),
      error,
      dev && h('p', { class: 'fine' }, t('account.demo-hint')),
      dev && h('button', { type: 'button', class: 'primary', onclick: finish(onDemo) }, t(demoLabel)),
      h('form', { onsubmit: finish(() => onToken(field.value.trim().replace(/^Bearer\s+/i, ''), dev)) },
        h('label', { for: 'token' }, t('account.paste')), field,
        h('p', { class: 'fine' }, t('account.paste-hint')),
        h('button', { class: dev ? 'quiet' : 'primary' }, t('account.use'))),
      h('div', { class: 'dialog-foot' },
        signedIn && h('button', { type: 'button', class: 'quiet', onclick: finish(onOut) }, t('account.sign-out')),
        h('button', { type: 'button', class: 'quiet', onclick: finish(() => {}) }, t('account.close'))));
    set(dialog, 'lang', words.language);
    dialog.showModal();
  };
}
