// What the buyer holds, as far as this page has heard.

const HELD = new Set(['queued', 'pendingPayment', 'paid']);

export function createHoldings() {
  const known = new Map();

  return {
    put(purchase) {
      if (purchase?.reservationId) known.set(purchase.reservationId, { ...known.get(purchase.reservationId), ...purchase });
    },
    /** Units that count against the limit of a sale. */
    held(saleId) {
      return [...known.values()]
        .filter((purchase) => purchase.saleId === saleId && HELD.has(purchase.status))
        .reduce((units, purchase) => units + (purchase.quantity ?? 1), 0);
    },
    /** The purchase of a sale that still waits for something; undefined when there is none. */
    open: (saleId) => [...known.values()].find((purchase) => purchase.saleId === saleId && ['queued', 'pendingPayment'].includes(purchase.status)),
    /** The newest paid purchase of a sale; undefined when there is none. */
    paid: (saleId) => [...known.values()].find((purchase) => purchase.saleId === saleId && purchase.status === 'paid'),
    clear: () => known.clear(),
  };
}
