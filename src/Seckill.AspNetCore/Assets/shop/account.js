// Who the shopper (or operator) is: a token, kept in this browser.

/** @param slot where it is kept; @param request the body for a development token, made from a prefix */
export function createAccount({ storage, api, slot, request, nameOf }) {
  let current = storage.get(slot);
  const keep = (account) => {
    current = account;
    storage.set(slot, account);
    return account;
  };

  return {
    get current() { return current; },

    /** Gets a development account, the same one as before when there was one. Null where there is no such thing. */
    async demo({ fresh = false } = {}) {
      const prefix = (!fresh && current?.prefix) || `web-${letters(6)}-`;
      const result = await api().devTokens(request(prefix));
      const token = result.kind === 'ok' ? result.body?.tokens?.[0] : null;
      if (!token) return null;
      const name = nameOf(prefix);
      return keep({ token, prefix, name, id: name, dev: true });
    },

    use(token, dev) {
      const subject = subjectOf(token);
      return keep({ token, name: subject ?? '…' + token.slice(-4), id: subject ?? fingerprint(token), dev });
    },

    signOut() {
      current = null;
      storage.remove(slot);
    },
  };
}

/** True when this host gives out development tokens; asked with a call that would give none. */
export async function isDevelopment(api) {
  const result = await api.devTokens({ prefix: 'probe', count: 0 });
  return result.kind === 'ok' || (result.kind === 'problem' && result.status === 400);
}

function letters(count) {
  return Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

/** The subject of a token in the common form of dotted base64url JSON; null for any other form. */
export function subjectOf(token) {
  for (const part of token.split('.')) {
    try {
      const claims = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
      if (typeof claims?.sub === 'string') return claims.sub;
    } catch {
      // Not JSON: a signature, or a token of another form.
      continue;
    }
  }
  return null;
}

/** A short name to keep accounts apart in this browser; no secret depends on it. */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193) >>> 0;
  return `t${hash.toString(36)}`;
}
