// Is it there, is it what it should be, does it refuse what it must? Reads only, and deliveries that are refused, so it
// may run against any installation at any time; with the sandbox it buys one reading as well.
//   EXPECT_COMMIT       the revision that must answer; none: any
//   MAX_MS      2000    longest p95
//   REQUIRE_ALL false   true: what the target does not offer is a failure, not a skip
import { check } from 'k6';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { address, call, json, unique } from './lib/calls.js';
import { Customer } from './lib/customer.js';
import { insistOn, offered } from './lib/needs.js';
import { reporter } from './lib/report.js';
import { BASE_URL, number, text } from './lib/settings.js';
import { deliver, event } from './lib/stripe.js';

const EXPECT_COMMIT = text('EXPECT_COMMIT');
const REQUIRE_ALL = text('REQUIRE_ALL', 'false') === 'true';

export const options = {
  summaryTrendStats: TREND_STATS,
  scenarios: { smoke: { executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDuration: '5m' } },
  thresholds: bounds({ p95: number('MAX_MS', 2000), errors: 0 }),
};

const from = address();

export function setup() {
  if (REQUIRE_ALL) {
    insistOn('sandbox', 'secret');
  }
  return offered('sandbox', 'secret');
}

export default function (offers) {
  isHealthy();
  sellsReadings();
  refusesStrangers();
  believesOnlyStripe(offers.secret);
  if (offers.sandbox) {
    buysOne();
  }
}

function isHealthy() {
  call('GET /health/ready', { from });
  const { status, checks = [] } = json(call('GET /health', { from }));
  check(status, { 'everything it depends on is up': (word) => word === 'UP' });
  const { data = {} } = checks.find(({ name }) => name === 'build') || {};
  check(data, { 'it says which build it is': ({ version, commit }) => version && commit });
  if (EXPECT_COMMIT) {
    check(data, { [`it is ${EXPECT_COMMIT}`]: ({ commit }) => commit === EXPECT_COMMIT });
  }
}

function sellsReadings() {
  const answer = call('GET /api/products', { from });
  const { products = [] } = json(answer);
  check(products, {
    'four levels are on sale': ({ length }) => length === 4,
    'prices are cents of euros': (all) =>
      all.every(({ amountCents, currency }) => Number.isInteger(amountCents) && currency === 'eur'),
    'the second costs 47 €': (all) => all.some(({ id, amountCents }) => id === 'mystique' && amountCents === 4700),
  });
  check(answer.headers, {
    'an answer has its number': (headers) => headers['X-Request-Id'] !== undefined,
    'an answer loads nothing': (headers) => (headers['Content-Security-Policy'] || '').includes("default-src 'none'"),
    'a limit says what is left': (headers) => (headers.Ratelimit || '').startsWith('"catalog";r='),
    'https stays https': (headers) =>
      !BASE_URL.startsWith('https:') || headers['Strict-Transport-Security'] !== undefined,
  });
}

function refusesStrangers() {
  const unknown = { from, path: `/api/orders/pi_${unique()}`, expect: [404] };
  isProblem('an unknown order', call('GET /api/orders/:handle', unknown), 'ORDER_NOT_FOUND');
  const signedOut = { from, expect: [401] };
  isProblem("somebody's readings", call('GET /api/users/orders/completed', signedOut), 'UNAUTHENTICATED');
  isProblem('the desk', call('GET /api/expert/orders/pending', { ...signedOut, token: 'x.y.z' }), 'UNAUTHENTICATED');
  isProblem("the admins' events", call('GET /api/admin/payments/events', signedOut), 'UNAUTHENTICATED');
}

/** Nothing unsigned is taken, whatever it says; of the rest only a kind of event that moves no money is sent. */
function believesOnlyStripe(secretIsKnown) {
  const paid = event(`evt_${unique()}`, 'payment_intent.succeeded', 0, { object: 'payment_intent' });
  const unsigned = call('POST /api/payments/webhook', { from, body: paid, expect: [400] });
  isProblem('an unsigned delivery', unsigned, 'INVALID_SIGNATURE');
  const forged = deliver(paid, { from, secret: 'whsec_of_somebody_else', expect: [400] });
  isProblem('a delivery with a wrong signature', forged, 'INVALID_SIGNATURE');
  if (secretIsKnown) {
    const known = deliver(event(`evt_${unique()}`, 'customer.created', 0, { object: 'customer' }), { from });
    check(known, { "Stripe's own delivery is taken": ({ status }) => status === 200 });
  }
}

function isProblem(what, answer, code) {
  const problem = json(answer);
  const type = answer.headers['Content-Type'] || '';
  check(problem, { [`${what} is refused with ${code}, in words that can be shown`]: ({ error, message, requestId }) =>
    type.startsWith('application/problem+json') && problem.code === code && error && message && requestId });
}

function buysOne() {
  const customer = new Customer();
  if (customer.orders()) {
    customer.pays();
    customer.signsIn();
    customer.visits();
  }
}

export const handleSummary = reporter('smoke');
