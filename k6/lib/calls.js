// One call of the API as a browser, a machine or a stranger makes it, named, counted and checked.
import http from 'k6/http';
import { check } from 'k6';
import { BASE_URL } from './settings.js';

const ANSWER_TIME = '30s'; // the frontends' own limit
const TOLD_OF_EACH = 3;
const told = {};

/**
 * A network of its own: one IPv6 /64 of the block for documentation, believed of a trusted proxy, which whoever calls
 * over loopback is. What the limits count are networks, so they stay on and hold up nobody who behaves.
 */
export function address() {
  return `2001:db8:${hex16()}:${hex16()}::1`;
}

/**
 * For options.batchPerHost. A browser opens six connections; those of many a proxy pools before they reach the service,
 * which takes 2,000 in all. Here is no proxy.
 */
export function connections(users) {
  return Math.max(1, Math.min(6, Math.floor(1500 / users)));
}

const hex16 = () => Math.floor(Math.random() * 0x10000).toString(16);

/** Never the same twice. */
export function unique() {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 12)}`;
}

/**
 * For {@link calls}, or in parts for http.request.
 * @param name the route, as the reports show it
 * @param options from (an address), token, body (an object, or text as it is), headers, expect (the right statuses),
 *   path where it differs from the route, tags
 */
export function request(name, options = {}) {
  const [method, route] = name.split(' ');
  const { from, token, body, headers = {}, expect = [200], path = route, tags = {} } = options;
  const all = { ...headers };
  if (from) {
    all['X-Forwarded-For'] = from;
  }
  if (token) {
    all.Authorization = `Bearer ${token}`;
  }
  if (body !== undefined && !all['Content-Type']) {
    all['Content-Type'] = 'application/json';
  }
  return {
    method,
    url: BASE_URL + path,
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    params: { headers: all, tags: { name, of: 'api', ...tags }, timeout: ANSWER_TIME, redirects: 0,
      responseCallback: http.expectedStatuses(...expect) },
  };
}

export function call(name, options = {}) {
  const { method, url, body, params } = request(name, options);
  return checked(name, http.request(method, url, body, params), options.expect);
}

/** What {@link request} made, in parallel as a browser does it. */
export function calls(requests) {
  return http.batch(requests).map((answer, n) => checked(requests[n].params.tags.name, answer));
}

function checked(name, answer, expect = [200]) {
  const rule = `${name} is answered ${expect.join(' or ')}`;
  if (!check(answer, { [rule]: ({ status }) => expect.includes(status) })) {
    tell(name, answer);
  }
  return answer;
}

/** The first few of each kind, or a report says that something fails and not why. */
function tell(name, { status, error, body }) {
  told[name] = (told[name] || 0) + 1;
  if (told[name] <= TOLD_OF_EACH) {
    console.error(`${name}: ${status} ${error || ''} ${String(body || '').slice(0, 200)}`);
  }
}

/** The JSON of an answer, an empty object when there is none. */
export function json(answer) {
  try {
    return answer.json() || {};
  } catch (unreadable) {
    return {};
  }
}
