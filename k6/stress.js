// To the knee: customers on their whole way, up to 1,000 of them; then strangers in steps, each twice as many a second
// as the step before, until the machine carries no more; then calm again. What the last steps are answered is measured,
// not judged, but refusals must be polite, and after it all must be as before. Needs the sandbox.
//   USERS        1000  on their way
//   RAMP         2m    until all are there
//   HOLD         3m    for so long they stay
//   USERS_P99_MS 1000  bounds while they are there; errors as a share
//   MAX_ERRORS   0.0001
//   DRAIN        90    seconds until their last rounds have ended
//   FIRST        100   strangers a second in the first step
//   STEPS        6     100, 200, 400, … 3200
//   STEP_SECONDS 20
//   KNEE_MS      1000  a step is carried while its p95 is below and less than 1 % is refused or could not be sent
//   MUST_CARRY   200   strangers a second that must be carried
//   CALM_P95_MS  200   afterwards
import { bounds, TREND_STATS } from './lib/bounds.js';
import { connections } from './lib/calls.js';
import * as crowd from './lib/crowd.js';
import { figure, reporter } from './lib/report.js';
import { number, text } from './lib/settings.js';
import * as strain from './lib/strain.js';

export { passer } from './lib/strain.js';
export { buyer } from './lib/crowd.js';

const USERS = number('USERS', 1000);
const RAMP = text('RAMP', '2m');
const HOLD = text('HOLD', '3m');
const STEP_SECONDS = number('STEP_SECONDS', 20);
const KNEE_MS = number('KNEE_MS', 1000);
const REST = 10;
const DRAIN = number('DRAIN', 90);
const FIRST_STEP = seconds(RAMP) + seconds(HOLD) + DRAIN;

const steps = Array.from({ length: number('STEPS', 6) }, (_, n) => {
  const rate = number('FIRST', 100) * 2 ** n;
  return { name: `step_${rate}`, rate, start: FIRST_STEP + n * (STEP_SECONDS + REST) };
});
const CALM = FIRST_STEP + steps.length * (STEP_SECONDS + REST) + 20;

export const options = {
  summaryTrendStats: TREND_STATS,
  batchPerHost: connections(USERS),
  scenarios: {
    users: { executor: 'ramping-vus', exec: 'buyer', startVUs: 0,
      gracefulRampDown: `${DRAIN}s`, gracefulStop: `${DRAIN}s`,
      stages: [RAMP, HOLD].map((duration) => ({ duration, target: USERS })) },
    ...Object.fromEntries(steps.map(({ name, rate, start }) => [name, strain.stream(rate, start, STEP_SECONDS)])),
    calm: strain.stream(20, CALM, 10),
  },
  thresholds: {
    ...bounds({}),
    'http_req_failed{scenario:users}': [`rate<=${number('MAX_ERRORS', 0.0001)}`],
    'checks{scenario:users}': [`rate>=${1 - number('MAX_ERRORS', 0.0001)}`],
    'http_req_duration{of:api,scenario:users}': [`p(99)<${number('USERS_P99_MS', 1000)}`],
    ...Object.assign({}, ...steps.map(({ name }) => strain.kept(name))),
    ...Object.fromEntries(steps.filter(({ rate }) => rate <= number('MUST_CARRY', 200)).flatMap(({ name }) => [
      [`http_req_duration{scenario:${name}}`, [`p(95)<${KNEE_MS}`]], [`refused{scenario:${name}}`, ['count==0']]])),
    impolite: ['rate<=0.0001'],
    'http_req_failed{scenario:calm}': ['rate==0'],
    'http_req_duration{scenario:calm}': [`p(95)<${number('CALM_P95_MS', 200)}`],
  },
};

export function setup() {
  return { ...crowd.meet(), ...strain.meet() };
}

function seconds(length) {
  return parseInt(length, 10) * { s: 1, m: 60, h: 3600 }[length.slice(-1)];
}

export const handleSummary = reporter('stress', ({ metrics }) => {
  const rows = steps.map(({ name, rate }) => ({ rate, ...strain.row(metrics, name) }));
  const carried = rows.filter(({ rate, p95, refused, dropped }) =>
    p95 < KNEE_MS && refused + dropped < 0.01 * rate * STEP_SECONDS);
  const most = Math.max(0, ...carried.map(({ rate }) => rate));
  return [{ title: `Steps, a second and ms; carried: ${most} a second`,
    head: ['asked', 'answered', 'refused', 'not sent', 'p50', 'p95', 'p99'],
    rows: rows.map(({ rate, answered, refused, dropped, p50, p95, p99 }) =>
      [String(rate), figure(answered / STEP_SECONDS), refused, dropped, ...[p50, p95, p99].map(figure)]) }];
});
