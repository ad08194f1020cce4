// More than can be carried: what matters then is how the service says no.
import http from 'k6/http';
import { Counter, Rate } from 'k6/metrics';
import { COUNTED, SHOWN } from './bounds.js';
import { address, json, request } from './calls.js';
import { gather } from './fates.js';
import { insistOn } from './needs.js';

/** Neither what was asked for nor a refusal that says when to come back; a broken connection is one. */
const impolite = new Rate('impolite');
/** Refusals, all polite. */
const refused = new Counter('refused');
const POLITE = [429, 503];

/** For setup(): one order to ask for. */
export function meet() {
  insistOn('addresses');
  return { handle: gather(1).handles[0] };
}

/** Three strangers of five look at the catalogue, two ask for an order. */
export function passer({ handle }) {
  const looks = Math.random() < 0.6;
  const { method, url, params } = looks
    ? request('GET /api/products', { from: address() })
    : request('GET /api/orders/:handle', { from: address(), path: `/api/orders/${handle}` });
  const answer = http.request(method, url, null, params);
  const right = answer.status === 200 && (looks ? answer.body.length > 0 : json(answer)._id !== undefined);
  const politely = POLITE.includes(answer.status) && Number(answer.headers['Retry-After']) >= 1;
  impolite.add(!right && !politely);
  refused.add(politely ? 1 : 0);
}

/** `rate` strangers a second, however long they have to wait. */
export function stream(rate, startTime, seconds, more = {}) {
  return { executor: 'constant-arrival-rate', exec: 'passer', rate, timeUnit: '1s', duration: `${seconds}s`,
    startTime: `${startTime}s`, preAllocatedVUs: Math.min(200, rate), maxVUs: 1000, gracefulStop: '30s', ...more };
}

/** Thresholds that keep what a scenario's row needs. */
export function kept(scenario) {
  return { [`http_req_duration{scenario:${scenario}}`]: SHOWN, [`http_reqs{scenario:${scenario}}`]: COUNTED,
    [`refused{scenario:${scenario}}`]: COUNTED, [`dropped_iterations{scenario:${scenario}}`]: COUNTED };
}

/** The same of a run's metrics. */
export function row(metrics, scenario) {
  const value = (name, stat) => metrics[`${name}{scenario:${scenario}}`].values[stat];
  return { answered: value('http_reqs', 'count'), refused: value('refused', 'count'),
    dropped: value('dropped_iterations', 'count'), p50: value('http_req_duration', 'med'),
    p95: value('http_req_duration', 'p(95)'), p99: value('http_req_duration', 'p(99)') };
}
