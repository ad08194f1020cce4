// The limits: as many calls as the table allows and not one more; then 429 with the right words, for that network
// alone. Spends only networks of its own. Needs a service that believes our X-Forwarded-For.
//   MOST   2000    limits of more calls are left out
//   WAIT   false   true: waits until the shortest window is over, and sees that calls pass again (about a minute)
import http from 'k6/http';
import { check, sleep } from 'k6';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { address, json, request, unique } from './lib/calls.js';
import { Customer } from './lib/customer.js';
import { Expert } from './lib/expert.js';
import { insistOn, offered } from './lib/needs.js';
import { reporter } from './lib/report.js';
import { number, text } from './lib/settings.js';
import { delivery, event } from './lib/stripe.js';

const MOST = number('MOST', 2000);
const WAIT = text('WAIT', 'false') === 'true';
const AT_ONCE = 40;

/**
 * docs/runbook/api.md. Each has a call that costs little; `passes` is what it is answered within the limit. Calls that
 * need a token are not counted without one. Wrong passwords are counted once they are known to be wrong: one at a time.
 */
const LIMITS = [
  { group: 'catalog', calls: 1000, seconds: 300, name: 'GET /api/products', passes: 200 },
  { group: 'checkout', calls: 30, seconds: 600, name: 'POST /api/products/create-payment-intent', passes: 404,
    body: () => ({ productId: 'none', customerEmail: 'k6@example.com' }) },
  { group: 'orders', calls: 500, seconds: 900, name: 'GET /api/orders/:handle', path: '/api/orders/pi_none',
    passes: 404 },
  { group: 'sign-in', calls: 30, seconds: 900, name: 'POST /api/users/auth/sanctuaire-v2', passes: 403,
    body: () => ({ email: `k6.${unique()}@example.com` }) },
  { group: 'customer', calls: 500, seconds: 900, name: 'GET /api/users/profile', passes: 200, token: 'customer' },
  { group: 'uploads', calls: 100, seconds: 900, name: 'POST /api/uploads/presign', passes: 400, body: () => ({}) },
  { group: 'desk', calls: 2000, seconds: 900, name: 'GET /api/expert/verify', passes: 200, token: 'expert' },
  { group: 'desk-login', calls: 20, seconds: 900, name: 'POST /api/expert/login', passes: 400, atOnce: 1,
    body: () => ({ email: `k6.${unique()}@example.com`, password: 'not a password of anybody' }) },
  { group: 'unverified-webhook', calls: 120, seconds: 60, name: 'POST /api/payments/webhook', passes: 400,
    body: () => ({}) },
];
const SHORTEST = LIMITS[LIMITS.length - 1];

export const options = {
  summaryTrendStats: TREND_STATS,
  batch: AT_ONCE,
  batchPerHost: AT_ONCE,
  scenarios: { limits: { executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDuration: '10m' } },
  thresholds: bounds({ errors: 0 }),
};

export function setup() {
  insistOn('addresses');
  const offers = offered('secret', 'expert');
  const customer = new Customer();
  customer.orders('initie'); // free: no payment, no sandbox
  customer.signsIn();
  return { ...offers, tokens: { customer: customer.token, expert: offers.expert ? new Expert().signsIn().token : '' } };
}

export default function (offers) {
  LIMITS.filter(({ calls, token }) => calls <= MOST && (token !== 'expert' || offers.expert))
    .forEach((limit) => holds({ ...limit, token: offers.tokens[limit.token] }));
  if (offers.secret) {
    verifiedDeliveriesPass();
  }
}

/** From one network, all that it may; then it is refused and nobody else is. */
function holds(limit) {
  const from = address();
  const statuses = several(limit.calls, () => ask(limit, from), limit.atOnce).map(({ status }) => status);
  check(statuses, { [`${limit.group}: ${limit.calls} calls pass`]: (all) =>
    all.every((status) => status === limit.passes) });
  const [refusal] = several(1, () => ask(limit, from, 429));
  isRefusedRightly(limit, refusal);
  const claim = several(1, () => ask(limit, `${address()}, ${from}`, 429));
  check(claim, { [`${limit.group}: who claims to be another is still refused`]: ([{ status }]) => status === 429 });
  const other = several(1, () => ask(limit, address()));
  check(other, { [`${limit.group}: another network is served`]: ([{ status }]) => status === limit.passes });
  if (WAIT && limit.group === SHORTEST.group) {
    sleep(Number(refusal.headers['Retry-After']));
    const again = several(1, () => ask(limit, from));
    check(again, { [`${limit.group}: who waited is served`]: ([{ status }]) => status === limit.passes });
  }
}

function isRefusedRightly({ group, calls, seconds }, answer) {
  const { headers, status } = answer;
  const wait = Number(headers['Retry-After']);
  const problem = json(answer);
  check(answer, {
    [`${group}: the next is 429`]: () => status === 429,
    [`${group}: Retry-After is within the window`]: () => Number.isInteger(wait) && wait >= 1 && wait <= seconds,
    [`${group}: RateLimit says the same`]: () =>
      members(headers.Ratelimit).includes(`"${group}";r=0;t=${wait}`)
      && members(headers['Ratelimit-Policy']).includes(`"${group}";q=${calls};w=${seconds}`),
    [`${group}: the refusal can be shown`]: () => headers['Content-Type'].startsWith('application/problem+json')
      && problem.code === 'RATE_LIMITED' && problem.error.startsWith('Trop de requêtes'),
  });
}

/** Lists: a call may count against two limits. */
function members(header = '') {
  return header.split(', ');
}

/** Stripe is never told to come back later, however much it brings. */
function verifiedDeliveriesPass() {
  const from = address();
  const body = event(`evt_${unique()}`, 'customer.created', 0, { object: 'customer' });
  const answers = several(2 * SHORTEST.calls, () => delivery(body, { from }));
  check(answers, { 'what Stripe signed all passes': (all) => all.every(({ status }) => status === 200) });
}

function ask({ name, path, body, passes, token }, from, expected = passes) {
  return request(name, { from, path, token, body: body && body(), expect: [expected] });
}

function several(count, made, atOnce = AT_ONCE) {
  const answers = [];
  while (answers.length < count) {
    answers.push(...http.batch(Array.from({ length: Math.min(atOnce, count - answers.length) }, made)));
  }
  return answers;
}

export const handleSummary = reporter('limits');
