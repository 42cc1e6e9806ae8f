// Who the operator is. A token is used once, to sign in, and kept nowhere: what stands for it is a cookie that no script can read.
// In this browser's storage are the name alone, and whether a development host gave the account.

const SESSION = '/api/admin/session';

export function createOperator({ storage, api, slot }) {
  let current = null;
  let renewing = null;
  let renewed = false;

  function keep({ operator, expiresAt }, dev) {
    current = { id: operator, name: operator, until: expiresAt, dev };
    storage.set(slot, { name: operator, dev });
  }

  async function begin(token, dev) {
    const result = await api().call('POST', SESSION, { headers: { Authorization: `Bearer ${token}` } });
    if (result.kind === 'ok') keep(result.body, dev);
    return result;
  }

  async function beginDemo() {
    const given = await api().devTokens({ role: 'operator' });
    if (given.kind !== 'ok') return given;
    const token = given.body?.tokens?.[0];
    return token ? begin(token, true) : { kind: 'silent' };
  }

  /** A session that a development host gave is fetched anew, once, and not after a sign-out in another tab. */
  function renew() {
    if (renewing) return renewing;
    if (renewed || !storage.get(slot)?.dev) return Promise.resolve(false);
    renewed = true;
    renewing = beginDemo().then((result) => {
      renewing = null;
      return result.kind === 'ok';
    });
    return renewing;
  }

  return {
    get current() { return current; },
    renew,

    /** Finds out who is signed in. */
    async start() {
      const known = storage.get(slot);
      // An earlier page kept the token here.
      if (known?.token) storage.set(slot, { name: known.name, dev: Boolean(known.dev) });
      const result = await api().get(SESSION);
      if (result.kind === 'ok') keep(result.body, Boolean(known?.dev));
      else if (result.kind === 'problem' && result.status === 401) await renew();
      // No answer is no "no": the next call will tell.
      else if (known?.name) current = { id: known.name, name: known.name, dev: Boolean(known.dev) };
    },

    demo() {
      renewed = false;
      return beginDemo();
    },

    use(token, dev) {
      renewed = false;
      return begin(token, dev);
    },

    /** Ends the session on every host. Without an answer it may still stand, and so does what is shown here. */
    async signOut() {
      const result = await api().call('DELETE', SESSION);
      if (result.kind === 'ok') {
        current = null;
        storage.remove(slot);
      }
      return result;
    },
  };
}
