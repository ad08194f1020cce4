// What becomes of the orders of a storm: four fates, the events that tell each, and what the ledger must say at last.
import { address, calls, json, request, unique } from './calls.js';
import { event, intent, refund } from './stripe.js';

const PRICE = 4700;
const GIVEN_BACK = 1000;
const AT_ONCE = 10;

const declined = { last_payment_error: { code: 'card_declined' } };

/** Each event: type, seconds after the order, the object that it describes. In the order in which Stripe made them. */
const FATES = {
  paid: {
    events: [
      ['payment_intent.processing', 1, (id) => intent(id, PRICE, 'processing')],
      ['payment_intent.payment_failed', 2, (id) => intent(id, PRICE, 'requires_payment_method', declined)],
      ['payment_intent.requires_action', 3, (id) => intent(id, PRICE, 'requires_action')],
      ['payment_intent.succeeded', 4, (id) => intent(id, PRICE, 'succeeded')]],
    ledger: { status: 'PAID', accessGranted: true, capturedCents: PRICE, refundedCents: 0 },
    facts: { intents: 1, refunds: 0, disputes: 0 },
    owed: () => ['paid'],
    mails: ['ORDER_CONFIRMATION'],
  },
  givenBack: {
    events: [
      ['payment_intent.processing', 1, (id) => intent(id, PRICE, 'processing')],
      ['payment_intent.succeeded', 2, (id) => intent(id, PRICE, 'succeeded')],
      ['refund.created', 3, (id) => refund(`re_${id}`, id, GIVEN_BACK, 'pending')],
      ['refund.updated', 4, (id) => refund(`re_${id}`, id, GIVEN_BACK, 'succeeded')],
      ['charge.refunded', 5, (id) => ({ id: `ch_${id}`, object: 'charge', payment_intent: id, amount: PRICE,
        amount_refunded: GIVEN_BACK, currency: 'eur' })]],
    ledger: { status: 'PARTIALLY_REFUNDED', accessGranted: true, capturedCents: PRICE, refundedCents: GIVEN_BACK },
    facts: { intents: 1, refunds: 1, disputes: 0 },
    owed: (id) => ['paid', `refund:re_${id}`],
    mails: ['ORDER_CONFIRMATION', 'REFUND'],
  },
  contested: {
    events: [
      ['payment_intent.succeeded', 1, (id) => intent(id, PRICE, 'succeeded')],
      ['charge.dispute.created', 2, (id) => dispute(id, 'needs_response')],
      ['charge.dispute.closed', 3, (id) => dispute(id, 'won')]],
    ledger: { status: 'PAID', accessGranted: true, capturedCents: PRICE, refundedCents: 0 },
    facts: { intents: 1, refunds: 0, disputes: 1 },
    owed: (id) => ['paid', `dispute:dp_${id}`, `dispute_closed:dp_${id}`],
    mails: ['ORDER_CONFIRMATION'],
  },
  refused: {
    events: [
      ['payment_intent.processing', 1, (id) => intent(id, PRICE, 'processing')],
      ['payment_intent.payment_failed', 2, (id) => intent(id, PRICE, 'requires_payment_method', declined)],
      ['payment_intent.succeeded', 3, (id) => intent(id, PRICE, 'succeeded'), 'forged']],
    ledger: { accessGranted: false, capturedCents: 0, refundedCents: 0 },
    facts: { intents: 1, refunds: 0, disputes: 0 },
    owed: () => [],
    mails: [],
  },
};
const NAMES = Object.keys(FATES);
const TABLE = NAMES.flatMap((name, fate) => FATES[name].events.map((_, kind) => ({ fate, kind })));

/** Of a storm of so many deliveries. */
export function ordersFor(deliveries, copies) {
  return Math.ceil(deliveries / (TABLE.length * copies)) * NAMES.length;
}

export function deliveriesOf(orders, copies) {
  return (orders / NAMES.length) * TABLE.length * copies;
}

/**
 * The delivery that is the n-th to be sent: neighbours among the events, and copies of one, are far apart. The same for
 * everybody who asks, so virtual users need no list.
 */
export function scattered(n, deliveries, copies) {
  const place = (n * stride(deliveries)) % deliveries;
  const told = TABLE[Math.floor(place / copies) % TABLE.length];
  const group = Math.floor(place / copies / TABLE.length);
  return { order: group * NAMES.length + told.fate, kind: told.kind, copy: place % copies };
}

/** About the golden section of so many, and without a divisor in common. */
function stride(length) {
  let step = Math.max(1, Math.round(length * 0.618));
  while (commonDivisor(step, length) !== 1) {
    step++;
  }
  return step;
}

const commonDivisor = (a, b) => (b === 0 ? a : commonDivisor(b, a % b));

/** The same bytes whenever it is asked for, as Stripe's copies are. @param storm of {@link gather} */
export function eventOf(storm, order, kind) {
  const id = storm.handles[order];
  const [type, after, object, forged] = fateOf(order).events[kind];
  const eventId = `evt_${storm.run}_${order}_${kind}`;
  return { id: eventId, forged: forged !== undefined, body: event(eventId, type, storm.since + after, object(id)) };
}

export function fateOf(order) {
  return FATES[NAMES[order % NAMES.length]];
}

/** For setup(): orders that wait for a payment, each of its own buyer and network; when their events are of. */
export function gather(count) {
  const run = unique();
  const handles = [];
  while (handles.length < count) {
    const next = Array.from({ length: Math.min(AT_ONCE, count - handles.length) }, (_, n) => handles.length + n);
    handles.push(...calls(next.map((order) => checkout(buyerOf(run, order)))).map((answer) => json(answer).orderId));
  }
  return { run, handles, since: Math.ceil(Date.now() / 1000), begin: Date.now() };
}

export function buyerOf(run, order) {
  return `k6.${run}.${order}@example.com`;
}

function checkout(customerEmail) {
  const body = { productId: 'mystique', customerEmail, customerName: 'Claire Martin' };
  return request('POST /api/products/create-payment-intent', { from: address(), body });
}

function dispute(id, status) {
  return { id: `dp_${id}`, object: 'dispute', payment_intent: id, amount: PRICE, currency: 'eur', status,
    balance_transactions: [] };
}
