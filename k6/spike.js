// Half a minute in which fifty times as many come, as after a mention on television. Meanwhile monitors are answered
// and Stripe's deliveries taken, all of them; who is refused is told when to come back; afterwards all is as before.
//   CALM         20    strangers a second before and after
//   PEAK         1000  in between
//   PEAK_SECONDS 30
//   CALM_P95_MS  200   bound before and after
//   WATCHED_MS   2000  bound of health page and deliveries throughout, p99
import http from 'k6/http';
import { bounds, TREND_STATS } from './lib/bounds.js';
import { address, call, unique } from './lib/calls.js';
import { offered } from './lib/needs.js';
import { figure, reporter } from './lib/report.js';
import { number } from './lib/settings.js';
import { delivery, event } from './lib/stripe.js';
import * as strain from './lib/strain.js';

export { passer } from './lib/strain.js';

const CALM = number('CALM', 20);
const PEAK = number('PEAK', 1000);
const PEAK_SECONDS = number('PEAK_SECONDS', 30);
const CALM_SECONDS = 15;
const REST = 10; // those who wait still, at most two seconds of them, are gone
const AFTER = CALM_SECONDS + PEAK_SECONDS + REST;
const PHASES = ['before', 'peak', 'after'];

const throughout = { executor: 'constant-arrival-rate', timeUnit: '1s', duration: `${AFTER + CALM_SECONDS}s`,
  preAllocatedVUs: 10, maxVUs: 100 };
const calm = [`p(95)<${number('CALM_P95_MS', 200)}`];
const watched = [`p(99)<${number('WATCHED_MS', 2000)}`];

export const options = {
  summaryTrendStats: TREND_STATS,
  scenarios: {
    before: strain.stream(CALM, 0, CALM_SECONDS),
    peak: strain.stream(PEAK, CALM_SECONDS, PEAK_SECONDS),
    after: strain.stream(CALM, AFTER, CALM_SECONDS),
    monitor: { ...throughout, exec: 'monitor', rate: 5 },
    deliveries: { ...throughout, exec: 'deliveries', rate: 5 },
  },
  thresholds: {
    ...bounds({}),
    ...Object.assign({}, ...PHASES.map(strain.kept)),
    ...Object.fromEntries(['before', 'after', 'monitor', 'deliveries'].map((scenario) =>
      [`http_req_failed{scenario:${scenario}}`, ['rate==0']])),
    'http_req_duration{scenario:before}': calm,
    'http_req_duration{scenario:after}': calm,
    'http_req_duration{scenario:monitor}': watched,
    'http_req_duration{scenario:deliveries}': watched,
    impolite: ['rate<=0.0001'],
  },
};

export function setup() {
  return { ...strain.meet(), ...offered('secret') };
}

export function monitor() {
  call('GET /health/ready', { from: address() });
}

/** Stored durably each, of a kind that moves no money. */
export function deliveries(offers) {
  if (offers.secret) {
    const told = event(`evt_${unique()}`, 'customer.created', 0, { object: 'customer' });
    const { method, url, body, params } = delivery(told, { from: address() });
    http.request(method, url, body, params);
  }
}

export const handleSummary = reporter('spike', ({ metrics }) => [{ title: 'Before, at the peak, after; ms',
  head: ['phase', 'answered', 'refused', 'not sent', 'p50', 'p95', 'p99'],
  rows: PHASES.map((phase) => {
    const { answered, refused, dropped, p50, p95, p99 } = strain.row(metrics, phase);
    return [phase, answered, refused, dropped, ...[p50, p95, p99].map(figure)];
  }) }]);
