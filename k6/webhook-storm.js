// Stripe's deliveries, signed here: each event several times, two of the copies at once, in wild disorder, forged ones
// among them. As Stripe does, what is not acknowledged is delivered again. Afterwards every order's ledger must say
// exactly what its events say: nothing lost, nothing twice. Needs Stripe's secret, an admin's account, and a shop whose
// Stripe is the sandbox: the real one would know better.
//   RATE        100    deliveries a second
//   SECONDS     60     for so long; an order has about eleven deliveries
//   COPIES      3      of each event, at least 2
//   SENDERS     50     connections that deliver
//   ACK_P95_MS  150    from when a delivery was due to its acknowledgement
//   SETTLE_SECONDS 60  until everything must have been applied
//   BUYERS      40     of how many it is asked whether she has one order and each mail once
import exec from 'k6/execution';
import { sleep } from 'k6';
import http from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { address } from './lib/calls.js';
import { Expert } from './lib/expert.js';
import { deliveriesOf, eventOf, gather, ordersFor, scattered } from './lib/fates.js';
import { insistOn } from './lib/needs.js';
import { reporter } from './lib/report.js';
import { number } from './lib/settings.js';
import { delivery } from './lib/stripe.js';
import { verify, verifyBuyers } from './lib/verdict.js';

const RATE = number('RATE', 100);
const COPIES = number('COPIES', 3);
const SETTLE_SECONDS = number('SETTLE_SECONDS', 60);
const BUYERS = number('BUYERS', 40);
const MOST_ATTEMPTS = 10;

/** A pair of copies is one sending. */
const ORDERS = ordersFor(RATE * number('SECONDS', 60), COPIES);
const SENDINGS = deliveriesOf(ORDERS, COPIES - 1);

const acknowledged = new Trend('acknowledged_after', true);
const repeated = new Counter('deliveries_repeated');
const lost = new Counter('deliveries_never_acknowledged');
const believed = new Counter('forgeries_believed');

export const options = {
  summaryTrendStats: TREND_STATS,
  setupTimeout: '30m',
  teardownTimeout: '30m',
  scenarios: {
    // not an arrival rate: those leave out what they cannot send in time, and here each delivery counts
    storm: { executor: 'shared-iterations', vus: number('SENDERS', 50), iterations: SENDINGS, maxDuration: '2h' },
  },
  thresholds: {
    ...bounds({ errors: 0 }),
    'http_req_failed{of:api}': ['rate<=0.01'], // each was repeated until it was acknowledged
    acknowledged_after: [`p(95)<${number('ACK_P95_MS', 150)}`],
    deliveries_never_acknowledged: ['count==0'],
    forgeries_believed: ['count==0'],
  },
};

export function setup() {
  insistOn('sandbox', 'secret', 'expert', 'addresses');
  return gather(ORDERS);
}

export default function (storm) {
  const n = exec.scenario.iterationInTest;
  const due = storm.begin + (n * 1000 * COPIES) / (COPIES - 1) / RATE;
  sleep(Math.max(0, due - Date.now()) / 1000);
  const { order, kind, copy } = scattered(n, SENDINGS, COPIES - 1);
  const event = eventOf(storm, order, kind);
  const copies = copy === 0 ? 2 : 1;
  if (event.forged) {
    forge(event.body, copies);
  } else {
    deliver(event.body, copies);
    acknowledged.add(Date.now() - due);
  }
}

/** Until each copy is acknowledged, as Stripe repeats it, though not as patiently. */
function deliver(body, copies) {
  let open = copies;
  for (let attempt = 0; attempt < MOST_ATTEMPTS && open > 0; attempt++) {
    if (attempt > 0) {
      repeated.add(open);
      sleep(Math.min(0.2 * 2 ** attempt, 5));
    }
    open -= send(body, open, {}).filter(({ status }) => status === 200).length;
  }
  lost.add(open);
}

/** What is refused as it must be is no failure; neither is what the service, too busy to look, sends away. */
function forge(body, copies) {
  const answers = send(body, copies, { secret: 'whsec_of_somebody_else', expect: [400, 503] });
  believed.add(answers.filter(({ status }) => status < 400).length);
}

function send(body, copies, how) {
  return http.batch(Array.from({ length: copies }, () => delivery(body, { ...how, from: address() })));
}

export function teardown(storm) {
  const { token } = new Expert().signsIn();
  verify(storm, token, Date.now() + SETTLE_SECONDS * 1000);
  const step = Math.max(1, Math.floor(ORDERS / BUYERS) | 1); // odd, so that every fate is among them
  verifyBuyers(storm, token, storm.handles.map((_, order) => order).filter((order) => order % step === 0));
}

export const handleSummary = reporter('webhook-storm');
