// One purchase after the other, whole: a visitor looks, orders, pays; webhook, poll, sign-in, form and photos; with an
// admin's account also the expert's work, and the customer reads. Needs the sandbox.
//   USERS       1     at the same time; 1,000 for ten minutes is what the shop must carry
//   ROUNDS      1     purchases of each user, unless LENGTH is set
//   LENGTH            for example 10m
//   READINGS    1     share of the purchases whose reading an expert makes; each takes n8n's 3 s
//   P99_MS      1000  bounds; errors as a share of the calls
//   MAX_ERRORS  0.0001
//   PAID_MS     10000 from the card to the page that says so, p95
import { connections } from './lib/calls.js';
import { Customer } from './lib/customer.js';
import { Expert } from './lib/expert.js';
import { insistOn, offered } from './lib/needs.js';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { reporter } from './lib/report.js';
import { number, text } from './lib/settings.js';

const USERS = number('USERS', 1);
const ROUNDS = number('ROUNDS', 1);
const LENGTH = text('LENGTH');
const READINGS = number('READINGS', 1);

const persons = { vus: USERS, gracefulStop: '2m' };

export const options = {
  summaryTrendStats: TREND_STATS,
  batchPerHost: connections(USERS),
  scenarios: {
    journey: LENGTH
      ? { executor: 'constant-vus', duration: LENGTH, ...persons }
      : { executor: 'per-vu-iterations', iterations: ROUNDS, maxDuration: '1h', ...persons },
  },
  thresholds: {
    ...bounds({ p99: number('P99_MS', 1000), errors: number('MAX_ERRORS', 0.0001) }),
    paid_after: [`p(95)<${number('PAID_MS', 10000)}`],
  },
};

const expert = new Expert();

export function setup() {
  insistOn('sandbox', 'addresses');
  return offered('expert');
}

export default function (offers) {
  const customer = new Customer();
  if (customer.buys() && offers.expert && Math.random() < READINGS) {
    reads(customer);
  }
}

function reads(customer) {
  if (!expert.isSignedIn) {
    expert.signsIn();
  }
  expert.seesDelivery(customer.handle);
  expert.delivers(customer.order);
  const { reading } = customer.visits();
  customer.opens(reading);
}

export const handleSummary = reporter('journey');
