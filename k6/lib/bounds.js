// Thresholds: what a run must keep to pass. The same for all calls of the API; each route is listed in the report.

/** Every answer counts, however small: the report has a row for each route that was called. */
export const TREND_STATS = ['count', 'min', 'avg', 'med', 'p(95)', 'p(99)', 'max'];

/** Keeps a submetric for the report and fails nothing. */
export const SHOWN = ['max>=0'];
export const COUNTED = ['count>=0'];

const ROUTES = ['GET /health', 'GET /health/ready', 'GET /api/products', 'POST /api/products/create-payment-intent',
  'GET /api/orders/:handle', 'POST /api/payments/webhook',
  'POST /api/users/auth/sanctuaire-v2', 'GET /api/users/profile', 'PATCH /api/users/profile',
  'GET /api/users/entitlements', 'GET /api/users/orders/completed', 'GET /api/users/sanctuaire/stats',
  'POST /api/uploads/presign', 'POST /api/orders/by-payment-intent/:handle/client-submit',
  'GET /api/users/files/presign', 'POST /api/expert/login', 'GET /api/expert/verify', 'GET /api/expert/orders/pending',
  'GET /api/expert/orders/validation-queue', 'GET /api/expert/orders/validated-history', 'GET /api/expert/stats',
  'GET /api/expert/clients', 'GET /api/expert/clients/:id/stats', 'GET /api/expert/orders/:id',
  'POST /api/expert/orders/:id/assign', 'POST /api/expert/process-order', 'POST /api/expert/validate-content',
  'GET /api/admin/payments/orders/:id', 'GET /api/admin/payments/events', 'POST /api/admin/people/export'];

/**
 * @param p95 @param p99 in ms, over all calls of the API but those that hash a password; each may be left out
 * @param errors the largest share of calls that fail or are answered with something else than what is right; left out
 *   where a script has bounds of its own for that
 */
export function bounds({ p95, p99, errors }) {
  const times = [p95 && `p(95)<${p95}`, p99 && `p(99)<${p99}`].filter(Boolean);
  const right = { 'http_req_failed{of:api}': [`rate<=${errors}`], checks: [`rate>=${1 - errors}`] };
  return {
    'http_req_duration{of:api}': times.length > 0 ? times : SHOWN,
    ...(errors === undefined ? {} : right),
    iterations: ['count>0'], // a run in which nothing happened has no errors either
    ...Object.fromEntries(ROUTES.map((name) => [`http_req_duration{name:${name}}`, SHOWN])),
  };
}
