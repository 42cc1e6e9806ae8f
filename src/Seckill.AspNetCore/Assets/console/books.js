// Reads the books of a sale: what the light shows and what the numbers add up to.

export const PARTS = ['available', 'reserved', 'pendingPayment', 'paid'];

/**
 * @param books the host's answer; null when it is not known
 * @returns { light: 'good' | 'bad' | 'unknown', parts: [{ name, units, share }], settling, gap, differences }
 */
export function readBooks(books) {
  if (!books) return { light: 'unknown', parts: [], settling: 0, gap: 0, differences: [] };
  const sum = PARTS.reduce((units, name) => units + (books[name] ?? 0), 0);
  return {
    light: books.balanced === true ? 'good' : 'bad',
    parts: PARTS.map((name) => ({ name, units: books[name], share: books.total > 0 ? Math.max(0, books[name]) / books.total : 0 })),
    settling: books.settling ?? 0,
    gap: books.total - sum - (books.settling ?? 0),
    differences: books.differences ?? [],
  };
}
