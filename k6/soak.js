// The same busy day for hours, quarter by quarter: what leaks or clogs shows as a quarter that is worse than the one
// before. Needs the sandbox; with METRICS_URL (the management port) it looks at memory, threads and files as well.
//   USERS       50
//   LENGTH      2h     whole minutes or hours
//   P95_MS      200    bound of every quarter
//   MAX_ERRORS  0.0001
//   METRICS_URL        for example http://127.0.0.1:9000/metrics
//   HEAP_MB     200    what is left after collections, at the least, in the last quarter
//   THREADS     250    at the most
//   FILES       1000   open at the most, connections included
import exec from 'k6/execution';
import http from 'k6/http';
import { Trend } from 'k6/metrics';
import { bounds, SHOWN, TREND_STATS } from './lib/bounds.js';
import { connections } from './lib/calls.js';
import * as people from './lib/crowd.js';
import { figure, reporter, spread } from './lib/report.js';
import { number, text } from './lib/settings.js';

const USERS = number('USERS', 50);
const LENGTH = text('LENGTH', '2h');
const SECONDS = parseInt(LENGTH, 10) * { s: 1, m: 60, h: 3600 }[LENGTH.slice(-1)];
const METRICS_URL = text('METRICS_URL');
const RAMP_SECONDS = 60;
const TOTAL_SECONDS = RAMP_SECONDS + SECONDS;
const QUARTERS = [1, 2, 3, 4];

/** Families of Prometheus: sums over all labels that match. */
const GAUGES = {
  heap_mb: { line: /^jvm_memory_used_bytes\{area="heap".*\} (\S+)$/gm, unit: 1048576 },
  threads: { line: /^jvm_threads_live_threads (\S+)$/gm, unit: 1 },
  files: { line: /^process_files_open_files (\S+)$/gm, unit: 1 },
  inbox: { line: /^lumira_inbox_events\{state="(?:RECEIVED|PROCESSING|PARKED)"\} (\S+)$/gm, unit: 1 },
};
const gauges = Object.fromEntries(Object.keys(GAUGES).map((name) => [name, new Trend(name)]));

const p95 = number('P95_MS', 200);

export const options = {
  summaryTrendStats: TREND_STATS,
  batchPerHost: connections(USERS),
  scenarios: {
    ...people.crowd(USERS, `${RAMP_SECONDS}s`, `${SECONDS}s`),
    ...(METRICS_URL ? { gauge: { executor: 'constant-arrival-rate', exec: 'gauge', rate: 12, timeUnit: '1m',
      duration: `${TOTAL_SECONDS}s`, preAllocatedVUs: 1 } } : {}),
  },
  thresholds: {
    ...bounds({ p95, errors: number('MAX_ERRORS', 0.0001) }),
    ...Object.fromEntries(QUARTERS.flatMap((quarter) => [
      [`http_req_duration{of:api,quarter:${quarter}}`, [`p(95)<${p95}`]],
      ...(METRICS_URL ? Object.keys(GAUGES).map((name) => [`${name}{quarter:${quarter}}`, SHOWN]) : [])])),
    ...(METRICS_URL ? { 'heap_mb{quarter:4}': ['min>0', `min<${number('HEAP_MB', 200)}`],
      threads: [`max<${number('THREADS', 250)}`], files: [`max<${number('FILES', 1000)}`] } : {}),
  },
};

export function setup() {
  const offers = people.meet();
  return METRICS_URL ? offers : { ...offers, skipped: [...offers.skipped, 'memory, threads and files (METRICS_URL)'] };
}

export const visitor = inQuarters(people.visitor);
export const buyer = inQuarters(people.buyer);
export const expertAtDesk = inQuarters(people.expertAtDesk);
export const gauge = inQuarters(() => {
  const page = http.get(METRICS_URL, { tags: { name: 'metrics' } }).body || '';
  Object.entries(GAUGES).forEach(([name, { line, unit }]) => gauges[name].add(
    [...page.matchAll(line)].reduce((sum, [, value]) => sum + Number(value), 0) / unit));
});

/** Figures of an iteration belong to the quarter in which it begins. */
function inQuarters(work) {
  return (offers) => {
    const quarter = Math.floor((exec.instance.currentTestRunDuration / 1000 / TOTAL_SECONDS) * 4) + 1;
    exec.vu.metrics.tags.quarter = String(Math.min(4, quarter));
    work(offers);
  };
}

export const handleSummary = reporter('soak', ({ metrics }) => [
  { title: 'Quarter by quarter, ms', head: ['quarter', 'calls', 'p50', 'p95', 'p99', 'max'],
    rows: QUARTERS.map((quarter) =>
      [String(quarter), ...spread(of('http_req_duration', 'of:api,', quarter, metrics))]) },
  ...(METRICS_URL ? Object.keys(GAUGES) : []).map((name) => ({
    title: name, head: ['quarter', 'least', 'median', 'most'],
    rows: QUARTERS.map((quarter) => [String(quarter),
      ...['min', 'med', 'max'].map((stat) => figure(of(name, '', quarter, metrics)[stat]))]) })),
]);

function of(metric, tags, quarter, metrics) {
  return metrics[`${metric}{${tags}quarter:${quarter}}`].values;
}
