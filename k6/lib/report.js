// What a run leaves: NAME.json with every figure, NAME.html for people (one file, for paper and phone), a few lines on
// the console.
import { BASE_URL, parameters, text } from './settings.js';

const REPORTS = text('REPORTS', 'target/k6');
const OF_CALLS = /^http_req_duration\{name:(.*)\}$/;
const BUILT_IN = /^(http_req|data_|iteration|vus|group_|checks|dropped)/;
const CALLS = 'Calls, ms';
/** Thresholds that only keep a figure (bounds.js). */
const ONLY_SHOWN = /^(max|count)>=0$/;

/**
 * For `export const handleSummary`.
 * @param more what this script has to show besides: data => [{title, head: […], rows: [[…]]}]
 */
export function reporter(name, more = () => []) {
  return (data) => {
    const report = digest(name, data, more);
    return {
      [`${REPORTS}/${name}.json`]: JSON.stringify({ ...report, metrics: data.metrics }, null, 1),
      [`${REPORTS}/${name}.html`]: html(report),
      stdout: lines(report),
    };
  };
}

function digest(name, data, more) {
  const ran = data.metrics.iterations.values.count > 0;
  const tables = [
    { title: 'Bounds', head: ['what', 'bound', 'measured', ''], rows: boundRows(data.metrics) },
    ...more(data),
    { title: CALLS, head: ['call', 'number', 'p50', 'p95', 'p99', 'max'], rows: callRows(data.metrics) },
    { title: 'Checks', head: ['what', 'right', 'wrong', ''], rows: checkRows([], data.root_group) },
    { title: 'Other figures', head: ['what', 'value'], rows: otherRows(data.metrics) },
  ].filter(({ rows }) => rows.length > 0);
  const kept = boundRows(data.metrics).every(([, , , ok]) => ok);
  return { name, verdict: !ran ? 'NOTHING WAS TRIED' : kept ? 'passed' : 'FAILED', at: new Date().toISOString(),
    target: BASE_URL, seconds: Math.round(data.state.testRunDurationMs / 1000), parameters,
    skipped: (data.setup_data || {}).skipped || [], tables };
}

function boundRows(metrics) {
  return Object.entries(metrics).flatMap(([metric, { thresholds = {}, values }]) => Object.entries(thresholds)
    .filter(([bound]) => !ONLY_SHOWN.test(bound))
    .map(([bound, { ok }]) => [metric, bound, figure(values[bound.split(/[<>=]/)[0]]), ok])).sort();
}

function callRows(metrics) {
  return Object.entries(metrics).filter(([metric, { values }]) => OF_CALLS.test(metric) && values.count > 0)
    .map(([metric, { values }]) => [metric.match(OF_CALLS)[1], ...spread(values)]).sort();
}

/** Number, p50, p95, p99 and maximum of a trend. */
export function spread(values) {
  return [values.count, ...['med', 'p(95)', 'p(99)', 'max'].map((stat) => figure(values[stat]))];
}

function checkRows(rows, { checks = [], groups = [] }) {
  checks.forEach(({ name, passes, fails }) => rows.push([name, passes, fails, fails === 0]));
  groups.forEach((group) => checkRows(rows, group));
  return rows;
}

function otherRows(metrics) {
  const totals = ['http_reqs', 'iterations', 'dropped_iterations', 'vus_max'];
  return Object.entries(metrics)
    .filter(([name]) => totals.includes(name) || (!BUILT_IN.test(name) && !name.includes('{')))
    .map(([name, { values }]) => [name, told(values)]).sort();
}

function told(values) {
  return Object.entries(values).map(([stat, value]) => `${stat} ${figure(value)}`).join(', ');
}

export function figure(value) {
  return value === undefined ? '' : Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

function lines({ name, verdict, target, seconds, skipped, tables }) {
  const wide = ([first, ...rest]) => [first.padEnd(60), ...rest.map((cell) => String(cell).padStart(9))].join(' ');
  const wrong = tables.flatMap(({ title, rows }) => rows.filter((row) => row[row.length - 1] === false)
    .map((row) => `  ${title}: ${row.slice(0, -1).join(' | ')}`));
  const calls = tables.filter(({ title }) => title === CALLS).flatMap(({ head, rows }) => [head, ...rows].map(wide));
  return [`k6 ${name}: ${verdict}, ${seconds} s against ${target}`, ...skipped.map((what) => `  SKIPPED: ${what}`),
    ...wrong, ...calls, `  ${REPORTS}/${name}.html`, ''].join('\n');
}

const STYLE = `body{font:16px/1.4 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 .75rem;color:#111}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #bbb;padding:.25rem .3rem;text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left;min-width:9rem;overflow-wrap:anywhere}
thead{background:#eee}
.wrong{font-weight:bold;background:#fdd}@media(max-width:40rem){body{font-size:13px}}
@media print{body{font-size:10pt;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}
.wide{overflow:visible}}`;

function html({ name, verdict, at, target, seconds, skipped, tables, parameters: given }) {
  const mark = verdict === 'passed' ? '' : ' class="wrong"';
  const settings = Object.entries(given).filter(([, value]) => value).map((pair) => pair.join('=')).join(' ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>k6 ${escaped(name)}: ${verdict}</title>
<style>${STYLE}</style></head><body>
<h1>${escaped(name)}: <span${mark}>${verdict}</span></h1>
<p>${at}, ${seconds} s against ${escaped(target)}<br>${escaped(settings)}</p>
${skipped.map((what) => `<p class="wrong">Skipped: ${escaped(what)}</p>`).join('\n')}
${tables.map(table).join('\n')}
</body></html>
`;
}

function table({ title, head, rows }) {
  const words = (cell) => (typeof cell === 'boolean' ? { true: 'ok', false: 'WRONG' }[cell] : escaped(cell));
  const cells = (row, tag) => row.map((cell) => `<${tag}>${words(cell)}</${tag}>`).join('');
  return `<h2>${escaped(title)}</h2><div class="wide"><table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>
${rows.map((row) => `<tr${row.includes(false) ? ' class="wrong"' : ''}>${cells(row, 'td')}</tr>`).join('\n')}
</tbody></table></div>`;
}

function escaped(value) {
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
