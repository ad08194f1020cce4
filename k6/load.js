// A busy day: visitors, buyers and experts for some minutes. The checklist's bar is 2 s and 1 % of errors; ours is
// stricter. Needs the sandbox, and an admin's account for the desk's part.
//   USERS       100    70 % look, 25 % buy, 5 % work at the desk
//   RAMP        30s    until all are there
//   LENGTH      5m     for so long they stay
//   P95_MS      200    bounds of the API's calls
//   P99_MS      2000
//   MAX_ERRORS  0.001  share of calls that fail or are answered wrongly
import { bounds, TREND_STATS } from './lib/bounds.js';
import { connections } from './lib/calls.js';
import { crowd, meet } from './lib/crowd.js';
import { reporter } from './lib/report.js';
import { number, text } from './lib/settings.js';

export { buyer, expertAtDesk, visitor } from './lib/crowd.js';

const USERS = number('USERS', 100);

export const options = {
  summaryTrendStats: TREND_STATS,
  batchPerHost: connections(USERS),
  scenarios: crowd(USERS, text('RAMP', '30s'), text('LENGTH', '5m')),
  thresholds: bounds({ p95: number('P95_MS', 200), p99: number('P99_MS', 2000), errors: number('MAX_ERRORS', 0.001) }),
};

export const setup = meet;

export const handleSummary = reporter('load');
