// From what the host said to the words for it.

/** Every code of the host, and of this page, that has a text of its own: dictionary key `problem.<code>`. */
export const CODES = [
  'sold-out', 'limit-reached', 'paused', 'not-started', 'ended', 'idempotency-conflict', 'sale-not-found', 'invalid-request',
  'unauthorized', 'forbidden', 'not-found', 'too-large', 'unsupported-media-type', 'rate-limited', 'unavailable', 'already-paid',
  'invalid-transition', 'version-conflict', 'stock-committed', 'payment-timeout', 'cancelled-by-buyer', 'cancelled-by-operator',
  'dead-lettered', 'order-failed', 'lost', 'purchase-not-found', 'silence', 'unexpected',
];

/** The text for a code or an end reason; what the host added in words follows where the code alone says too little. */
export function textOf(words, code, detail = '') {
  const key = CODES.includes(code) ? `problem.${code}` : 'problem.unexpected';
  const said = detail && detail !== code ? detail : code && !CODES.includes(code) ? code : '';
  const needsDetail = ['problem.unexpected', 'problem.invalid-request', 'problem.stock-committed', 'problem.invalid-transition'].includes(key);
  return needsDetail && said ? `${words.t(key)} (${said})` : words.t(key);
}

/** The text for a call that did not end well. */
export function problemText(words, result) {
  if (result.kind === 'silent') return words.t('problem.silence');
  return textOf(words, result.code, result.detail || result.title);
}
