// After a storm: does the ledger of each order say exactly what its events said, once?
import { check, sleep } from 'k6';
import { address, call, calls, json, request } from './calls.js';
import { buyerOf, eventOf, fateOf } from './fates.js';

const AT_ONCE = 10;
/** Owed only if nothing better happens within half an hour. */
const LATER = 'nudge:declined';

/** @param until when patience ends, in epoch ms */
export function verify(storm, token, until) {
  for (let first = 0; first < storm.handles.length; first += AT_ONCE) {
    const orders = storm.handles.slice(first, first + AT_ONCE).map((_, n) => first + n);
    settled(storm, orders, token, until).forEach((ledger, n) => judge(storm, orders[n], ledger));
  }
}

/** Their ledgers, once everything that is to come has come, or patience ends. */
function settled(storm, orders, token, until) {
  const from = address();
  for (;;) {
    const ledgers = calls(orders.map((order) => request('GET /api/admin/payments/orders/:id',
      { from, token, path: `/api/admin/payments/orders/${storm.handles[order]}` }))).map(json);
    if (Date.now() > until || ledgers.every((ledger, n) => isSettled(storm, orders[n], ledger))) {
      return ledgers;
    }
    sleep(1);
  }
}

function isSettled(storm, order, { events = [], effects = [] }) {
  return events.filter(({ id, state }) => id.startsWith(`evt_${storm.run}_`) && state === 'DONE').length
    >= genuine(storm, order).length && effects.every(({ key, doneAt }) => doneAt || key === LATER);
}

function judge(storm, order, ledger) {
  const { events = [], effects = [], facts = {}, anomalies = [] } = ledger;
  const { ledger: expected, owed, facts: counts } = fateOf(order);
  const ours = events.filter(({ id }) => id.startsWith(`evt_${storm.run}_`));
  const right = check(ledger, {
    'no event is lost, none that was forged is there': () => same(ours.map(({ id }) => id), genuine(storm, order)),
    'every event is applied': () => ours.every(({ state }) => state === 'DONE'),
    'the order is worth what its events say': () => Object.keys(expected).every((key) => ledger[key] === expected[key]),
    'what is one at Stripe is one here': () => anomalies.length === 0
      && Object.keys(counts).every((kind) => (facts[kind] || []).length === counts[kind]),
    'every obligation is owed once, and met': () => same(effects.map(({ key }) => key).filter((key) => key !== LATER),
      owed(storm.handles[order])) && effects.every(({ key, doneAt }) => doneAt || key === LATER),
  });
  if (!right) {
    console.error(`order ${order}, ${storm.handles[order]}: ${JSON.stringify(ledger)}`);
  }
}

/** What the buyers of these orders have: one order, one mail of each kind that is owed. */
export function verifyBuyers(storm, token, orders) {
  const from = address();
  orders.forEach((order) => {
    const { orders: bought = [], mails = [] } = json(call('POST /api/admin/people/export',
      { from, token, body: { email: buyerOf(storm.run, order) } }));
    check(mails, { 'a buyer has one order, and each mail once': () =>
      bought.length === 1 && same(mails.map(({ template }) => template), fateOf(order).mails) });
  });
}

function genuine(storm, order) {
  return fateOf(order).events.map((_, kind) => eventOf(storm, order, kind)).filter(({ forged }) => !forged)
    .map(({ id }) => id);
}

function same(some, others) {
  return JSON.stringify([...some].sort()) === JSON.stringify([...others].sort());
}
