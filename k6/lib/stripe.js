// Stripe, seen from the shop: the sandbox, in which a virtual customer pays, and deliveries that a script signs itself.
import http from 'k6/http';
import crypto from 'k6/crypto';
import { check } from 'k6';
import { request } from './calls.js';
import { SANDBOX_URL, WEBHOOK_SECRET } from './settings.js';

const API_VERSION = '2026-07-29.dahlia';
const WEBHOOK = 'POST /api/payments/webhook';

/** As Stripe.js does it in the customer's browser; the sandbox then delivers its event. */
export function pay(intent) {
  const answer = http.post(`${SANDBOX_URL}/_sandbox/payment_intents/${intent}/succeed`, '{}',
    { headers: { 'Content-Type': 'application/json' }, tags: { name: 'sandbox: pay' } });
  check(answer, { 'the sandbox takes the payment': ({ status }) => status === 200 });
}

/** The header of one delivery; Stripe signs each attempt anew. */
export function signature(body, secret = WEBHOOK_SECRET) {
  const now = Math.floor(Date.now() / 1000);
  return `t=${now},v1=${crypto.hmac('sha256', secret, `${now}.${body}`, 'hex')}`;
}

export function event(id, type, created, object) {
  return JSON.stringify({ id, object: 'event', api_version: API_VERSION, created, livemode: false, type,
    data: { object } });
}

/** A delivery for http.batch or {@link deliver}: options as of `request`, and secret. */
export function delivery(body, options = {}) {
  const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signature(body, options.secret) };
  return request(WEBHOOK, { ...options, body, headers });
}

/** The answer, unchecked: a delivery that is not acknowledged is no failure as long as Stripe repeats it. */
export function deliver(body, options = {}) {
  const { method, url, params } = delivery(body, options);
  return http.request(method, url, body, params);
}

/** A PaymentIntent of the shop's in this state, as events describe it; extra members last. */
export function intent(id, amount, status, extra = {}) {
  return { id, object: 'payment_intent', amount, amount_received: status === 'succeeded' ? amount : 0, currency: 'eur',
    livemode: false, status, metadata: {}, ...extra };
}

export function refund(id, intentId, amount, status) {
  return { id, object: 'refund', payment_intent: intentId, amount, currency: 'eur', status };
}
