// The key of a wish to buy: made before anything is sent, kept until the purchase is terminal.

/** 128 random bits as 32 characters of [0-9a-f]. */
export function newKey(crypto = globalThis.crypto) {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The open wishes of one account, one per sale: { key, quantity, since, reservationId? }.
 * They are kept per account because the host scopes keys to the buyer: under another buyer's token
 * the same call would be a new purchase.
 */
export function createKeyring(storage, account) {
  const name = (saleId) => `seckill.wish.${account}.${saleId}`;

  return {
    name,
    load(saleId) {
      const record = storage.get(name(saleId));
      const valid = /^[A-Za-z0-9_-]{1,64}$/.test(record?.key ?? '') && record.quantity >= 1;
      return valid ? record : null;
    },
    save: (saleId, record) => storage.set(name(saleId), record),
    drop: (saleId) => storage.remove(name(saleId)),
  };
}
