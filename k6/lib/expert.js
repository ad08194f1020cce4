// An expert with the desk open: the calls of the desk's pages (contract E1 to E14).
import { check, sleep } from 'k6';
import { Trend } from 'k6/metrics';
import { address, call, calls, json, request } from './calls.js';
import { think } from './customer.js';
import { EXPERT_EMAIL, EXPERT_PASSWORD } from './settings.js';

/** From the first of the 57 requests to the last answer, in ms. */
const deskLoad = new Trend('desk_load', true);
/** n8n's work and its callback. */
const MADE_WITHIN_SECONDS = 60;
const DELIVERED_WITHIN_SECONDS = 20;
/** Hashing a password is meant to take long. */
const PASSWORD = { of: 'password' };

export class Expert {
  constructor() {
    this.from = address();
  }

  signsIn() {
    this.token = json(call('POST /api/expert/login', { from: this.from, tags: PASSWORD,
      body: { email: EXPERT_EMAIL, password: EXPERT_PASSWORD } })).token;
    return this;
  }

  get isSignedIn() {
    return this.token !== undefined;
  }

  /** Queues, numbers and customers, then the figures of the first fifty of them at once: 57 requests. */
  loadsDesk() {
    const start = Date.now();
    const answers = calls(['GET /api/expert/verify', 'GET /api/expert/verify', 'GET /api/expert/orders/pending',
      'GET /api/expert/orders/validation-queue', 'GET /api/expert/orders/validated-history', 'GET /api/expert/stats',
      'GET /api/expert/clients'].map((name) => this.asks(name)));
    const clients = (json(answers[6]).clients || []).slice(0, 50);
    calls(clients.map(({ _id }) =>
      this.asks('GET /api/expert/clients/:id/stats', { path: `/api/expert/clients/${_id}/stats` })));
    deskLoad.add(Date.now() - start);
    return answers.length + clients.length;
  }

  /** The whole work on a paid order whose form is there. */
  delivers({ _id }) {
    this.call('POST /api/expert/orders/:id/assign', { path: `/api/expert/orders/${_id}/assign`, body: '' });
    think(30);
    this.call('POST /api/expert/process-order', { body: { orderId: _id, expertInstructions: '',
      expertPrompt: 'Une lecture pour Claire, avec douceur.' } });
    let order = {};
    for (let second = 0; second < MADE_WITHIN_SECONDS && order.status !== 'awaiting_validation'; second++) {
      sleep(1);
      order = json(this.call('GET /api/expert/orders/:id', { path: `/api/expert/orders/${_id}` }));
    }
    check(order, { 'n8n brings the reading': ({ status, generatedContent }) =>
      status === 'awaiting_validation' && generatedContent && generatedContent.reading });
    this.call('POST /api/expert/validate-content', { body: { orderId: _id, action: 'approve',
      validationNotes: 'Belle lecture', readingVersion: order.readingVersion } });
  }

  /** For an admin: Stripe's event came by itself and was applied, whatever her page had asked for meanwhile. */
  seesDelivery(handle) {
    let arrived = false;
    for (let second = 0; second < DELIVERED_WITHIN_SECONDS && !arrived; second++) {
      const { events = [] } = json(this.call('GET /api/admin/payments/orders/:id',
        { path: `/api/admin/payments/orders/${handle}` }));
      arrived = events.some(({ type, state, source }) =>
        type === 'payment_intent.succeeded' && state === 'DONE' && source === 'WEBHOOK');
      sleep(arrived ? 0 : 1);
    }
    check(arrived, { "Stripe's delivery is applied": (word) => word });
  }

  asks(name, options = {}) {
    return request(name, { from: this.from, token: this.token, ...options });
  }

  call(name, options = {}) {
    return call(name, { from: this.from, token: this.token, ...options });
  }
}
