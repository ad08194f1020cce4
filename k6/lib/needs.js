// What a target offers decides what can be tried there. What cannot is skipped, loudly: on console and in the report.
import http from 'k6/http';
import exec from 'k6/execution';
import { address } from './calls.js';
import { BASE_URL, EXPERT_PASSWORD, SANDBOX_URL, WEBHOOK_SECRET } from './settings.js';

const MEANS = {
  sandbox: 'the Stripe sandbox (SANDBOX_URL), where virtual customers pay',
  secret: "the secret of Stripe's deliveries (WEBHOOK_SECRET or SHOP_SECRETS)",
  expert: "an admin's password at the desk (EXPERT_PASSWORD or SHOP_SECRETS)",
  addresses: 'a service that believes our X-Forwarded-For (TRUSTED_PROXIES): else all users share one limit',
};

const THERE = {
  sandbox: () => SANDBOX_URL !== '' && plain('GET', `${SANDBOX_URL}/_sandbox/idle`).status === 200,
  secret: () => WEBHOOK_SECRET !== '',
  expert: () => EXPERT_PASSWORD !== '',
  addresses,
};

/** For setup(): ends the run with exit code 108, for a run that tried nothing must not look like one that passed. */
export function insistOn(...names) {
  const missing = lacking(names);
  if (missing.length > 0) {
    exec.test.abort(`SKIPPED, nothing was tried: ${BASE_URL} lacks ${missing.map((name) => MEANS[name]).join('; ')}`);
  }
}

/** For setup(), where the rest of a script can do without: `{sandbox: true, …}`, and `skipped` for the report. */
export function offered(...names) {
  const missing = lacking(names);
  const skipped = missing.map((name) => `what needs ${MEANS[name]}`);
  skipped.forEach((sentence) => console.warn(`SKIPPED: ${sentence}`));
  return { ...Object.fromEntries(names.map((name) => [name, !missing.includes(name)])), skipped };
}

function lacking(names) {
  return names.filter((name) => !THERE[name]());
}

/** Two fresh networks have each their own count, unless they are seen as one. */
function addresses() {
  return [address(), address()].every((from) => {
    const { headers } = plain('GET', `${BASE_URL}/api/products`, { 'X-Forwarded-For': from });
    const [, most] = /;q=(\d+)/.exec(headers['Ratelimit-Policy']) || [];
    const [, left] = /;r=(\d+)/.exec(headers.Ratelimit) || [];
    return Number(left) === Number(most) - 1;
  });
}

/** Not counted among the calls of the run. */
function plain(method, url, headers = {}) {
  return http.request(method, url, null, { headers, timeout: '10s', responseCallback: null, tags: { name: 'setup' } });
}
