// Everything behind the console's views.
import { isDevelopment } from '../shop/account.js';
import { createApi } from '../shop/api.js';
import { createStorage } from '../shop/storage.js';
import { createOperator } from './account.js';
import { queryOf } from './sagas.js';

export function createDesk(storage = createStorage(), fetch = undefined) {
  const api = createApi({ token: () => null, fetch }); // the session's cookie goes along by itself
  const account = createOperator({ storage, api: () => api, slot: 'seckill.console.account' });
  const sagaAt = (sagaId, rest = '') => `/api/admin/sagas/${encodeURIComponent(sagaId)}${rest}`;
  const at = (saleId, rest = '') => `/api/admin/sales/${encodeURIComponent(saleId)}${rest}`;

  return {
    storage,
    account,
    isDevelopment: () => isDevelopment(api),
    sales: () => api.get('/api/admin/sales'),
    sale: (saleId) => api.get(at(saleId)),
    create: (draft) => api.post('/api/admin/sales', draft),
    move: (saleId, move) => api.post(at(saleId, `/${move}`)),
    change: (saleId, body) => api.call('PATCH', at(saleId), { body }),
    adjust: (saleId, key, body) => api.post(at(saleId, '/stock-adjustments'), body, { 'Idempotency-Key': key }),
    books: (saleId) => api.get(at(saleId, '/books')),
    orders: (saleId, page) => api.get(at(saleId, `/orders?page=${page}`)),
    cache: () => api.get('/api/admin/cache'),
    evict: (key) => api.call('DELETE', `/api/admin/cache/${encodeURIComponent(key)}`),
    audit: (page) => api.get(`/api/admin/audit?page=${page}`),
    sagas: (filter) => api.get(`/api/admin/sagas?${queryOf(filter)}`),
    saga: (sagaId) => api.get(sagaAt(sagaId)),
    actOnSaga: (sagaId, action, why) => api.post(sagaAt(sagaId, `/${action}`), { why }),
    planFault: (plan) => api.post('/api/admin/faults', plan),
  };
}
