// Calls to the host. An answer is a value, never an exception:
//   { kind: 'ok', status, body }                     2xx
//   { kind: 'problem', status, code, detail, … }     the host said no (RFC 9457)
//   { kind: 'silent' }                               no answer that can be read: the outcome is unknown
import { readRetryAfter } from './retry.js';

const TIMEOUT_MS = 10_000;
const CODE_BY_STATUS = {
  401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 413: 'too-large', 415: 'unsupported-media-type',
  429: 'rate-limited', 503: 'unavailable',
};

export function createApi({ token, fetch = globalThis.fetch.bind(globalThis), monotonic = () => performance.now() }) {
  async function call(method, path, { body, headers = {}, anonymous = false } = {}) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    const sentAt = monotonic();
    try {
      const bearer = anonymous ? null : token();
      const response = await fetch(path, {
        method,
        signal: abort.signal,
        cache: 'no-store',
        headers: {
          Accept: 'application/json',
          ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const timing = { sentAt, receivedAt: monotonic() };
      return { ...(await read(response)), ...timing };
    } catch {
      return { kind: 'silent', sentAt, receivedAt: monotonic() };
    } finally {
      clearTimeout(timer);
    }
  }

  const get = (path) => call('GET', path);
  const post = (path, body, headers) => call('POST', path, { body, headers });
  const id = encodeURIComponent;

  return {
    call,
    get,
    post,
    sales: () => get('/api/sales'),
    sale: (saleId) => get(`/api/sales/${id(saleId)}`),
    purchase: (saleId, key, quantity) => post(`/api/sales/${id(saleId)}/purchases`, { quantity }, { 'Idempotency-Key': key }),
    purchaseState: (reservationId) => get(`/api/purchases/${id(reservationId)}`),
    purchases: (page) => get(`/api/purchases?page=${page}`),
    cancel: (orderId) => post(`/api/orders/${id(orderId)}/cancel`),
    pay: (orderId) => post(`/api/orders/${id(orderId)}/pay`),
    devTokens: (request) => call('POST', '/api/dev/tokens', { body: request, anonymous: true }),
  };
}

/** Reads a response as a result value. A success whose body cannot be read is silence. */
export async function read(response) {
  const text = await response.text();
  const body = parse(text);
  if (response.ok) {
    return body === undefined && text !== '' ? { kind: 'silent' } : { kind: 'ok', status: response.status, body: body ?? null };
  }
  const problem = body !== null && typeof body === 'object' ? body : {};
  return {
    kind: 'problem',
    status: response.status,
    code: problem.code ?? codeOfType(problem.type) ?? CODE_BY_STATUS[response.status] ?? 'unexpected',
    title: problem.title ?? '',
    detail: problem.detail ?? '',
    body: problem,
    retryAfterMs: readRetryAfter(response.headers.get('Retry-After')),
  };
}

/** The rows of a list answer, whether it is an array or an object that holds one. */
export function rowsOf(body) {
  if (Array.isArray(body)) return body;
  return Object.values(body ?? {}).find(Array.isArray) ?? [];
}

/** True when a list answer says, or its full page of 50 suggests, that there is a next page. */
export function hasMore(body) {
  return Array.isArray(body) ? body.length >= 50 : Boolean(body?.hasMore ?? body?.nextPage ?? rowsOf(body).length >= 50);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOfType(type) {
  return /\/problems\/([a-z-]+)$/.exec(type ?? '')?.[1];
}
