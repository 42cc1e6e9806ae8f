// The difference between a form and the sale it was filled from, and what becomes of it after a conflict.

export const FIELDS = ['title', 'price', 'perBuyerLimit', 'endsAt', 'mode'];

const same = (name, a, b) => (name === 'endsAt' ? Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000) : a === b);

/** The settings in which `values` differ from `sale`. */
export function changesOf(sale, values) {
  return Object.fromEntries(FIELDS.filter((name) => !same(name, sale[name], values[name])).map((name) => [name, values[name]]));
}

/** The form after somebody else's change: own edits stay, everything else follows the sale as it is now. */
export function rebase(before, now, values) {
  const mine = changesOf(before, values);
  const theirs = changesOf(before, now);
  return { values: { ...now, ...mine }, theirs: Object.keys(theirs) };
}
