// Experts open the desk: 57 requests at a time, as its page makes them, six connections each like a browser's. Needs an
// account (EXPERT_EMAIL, EXPERT_PASSWORD); where the limits are met in one address, let EXPERTS x LOADS stay below 35.
//   EXPERTS   5      at the same time
//   LOADS     5      page loads of each
//   PAUSE     20     seconds between two
//   LOAD_MS   2000   bound of a whole page load, p95
//   P95_MS    500    bound of a single request
//   CUSTOMERS 50     who must be there, or fewer figures are asked for; missing ones order a free reading
import { check } from 'k6';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { json } from './lib/calls.js';
import { Customer, think } from './lib/customer.js';
import { Expert } from './lib/expert.js';
import { insistOn } from './lib/needs.js';
import { reporter } from './lib/report.js';
import { number } from './lib/settings.js';

const PAUSE = number('PAUSE', 20);
const CUSTOMERS = number('CUSTOMERS', 50);
const CONNECTIONS = 6;

export const options = {
  summaryTrendStats: TREND_STATS,
  setupTimeout: '5m',
  batch: CONNECTIONS,
  batchPerHost: CONNECTIONS,
  scenarios: { desk: { executor: 'per-vu-iterations', vus: number('EXPERTS', 5), iterations: number('LOADS', 5),
    maxDuration: '1h' } },
  thresholds: {
    ...bounds({ p95: number('P95_MS', 500), errors: 0 }),
    desk_load: [`p(95)<${number('LOAD_MS', 2000)}`],
  },
};

const expert = new Expert();

export function setup() {
  insistOn('expert');
  const { pagination } = json(new Expert().signsIn().call('GET /api/expert/clients'));
  for (let there = pagination.count; there < CUSTOMERS; there++) {
    insistOn('sandbox'); // nobody wants made-up customers elsewhere
    new Customer().orders('initie');
  }
}

export default function () {
  if (!expert.isSignedIn) {
    expert.signsIn();
  }
  check(expert.loadsDesk(), { 'the desk asks 57 times': (requests) => requests === 7 + Math.min(50, CUSTOMERS) });
  think(PAUSE);
}

export const handleSummary = reporter('desk');
