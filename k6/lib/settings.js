// What a run is told by its environment. What every script needs is here, the rest at the top of each script:
//   BASE_URL          http://127.0.0.1:8080, the shop of `mvn -Prun`
//   SANDBOX_URL       the Stripe sandbox, as `mvn -Prun` prints it (http://127.0.0.1:12111 for a shop on this machine)
//   SHOP_SECRETS      secrets.properties of that shop, an absolute path (of .shop), for the two below
//   WEBHOOK_SECRET    what Stripe's deliveries are signed with
//   EXPERT_EMAIL, EXPERT_PASSWORD   an admin's account at the desk (expert@example.com of the local shop)
//   REPORTS           an existing folder for the reports (target/k6)
// and, where customers go their way:
//   PACE              a person's pauses (1); 0.1: ten times as hasty, 0: none
//   POLL_SECONDS      between two looks at an order that is being paid (3)
//   PHOTOS            true; false where there is no bucket to send them to
/** What was asked for and what it was: for the report, which names no secret. */
export const parameters = {};

export function text(name, otherwise = '') {
  const value = __ENV[name] || otherwise;
  if (!/SECRET|PASSWORD/.test(name)) {
    parameters[name] = String(value);
  }
  return value;
}

export function number(name, otherwise) {
  const value = Number(text(name, otherwise));
  if (Number.isNaN(value)) {
    throw new Error(`${name} must be a number, not "${__ENV[name]}"`);
  }
  return value;
}

export const BASE_URL = text('BASE_URL', 'http://127.0.0.1:8080').replace(/\/+$/, '');
/** Only a shop on this machine has its sandbox and its secrets on this machine, too. */
const HERE = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(BASE_URL);
export const SANDBOX_URL = text('SANDBOX_URL', HERE ? 'http://127.0.0.1:12111' : '').replace(/\/+$/, '');

const secrets = HERE || __ENV.SHOP_SECRETS
  ? properties(text('SHOP_SECRETS', import.meta.resolve('../../.shop/secrets.properties')))
  : {};
export const WEBHOOK_SECRET = text('WEBHOOK_SECRET', secrets.webhook);
export const EXPERT_EMAIL = text('EXPERT_EMAIL', 'expert@example.com');
export const EXPERT_PASSWORD = text('EXPERT_PASSWORD', (secrets['expert-password'] || '').slice(0, 16));

/** Empty when there is no such file: then what needs a secret says so. */
function properties(file) {
  let lines;
  try {
    lines = open(file).split('\n');
  } catch (absent) {
    return {};
  }
  return Object.fromEntries(lines.filter((line) => line.includes('=') && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]));
}
