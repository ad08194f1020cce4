// A customer with a browser: the calls of the customers' app, in its order and with its pauses (contract M1 to M17).
import http from 'k6/http';
import encoding from 'k6/encoding';
import { check, sleep } from 'k6';
import { Trend } from 'k6/metrics';
import { address, call, calls, json, request, unique } from './calls.js';
import { number, text } from './settings.js';
import { pay } from './stripe.js';

/** From the card to the page that says so, in ms: webhook, worker and poll. */
const paidAfter = new Trend('paid_after', true);

/** How much of a person's time a virtual one takes; 0: none. */
const PACE = number('PACE', 1);
const POLL_SECONDS = number('POLL_SECONDS', 3);
/** Not where there is no bucket. */
const PHOTOS = text('PHOTOS', 'true') === 'true';
const MOST_POLLS = 20;
const PIXEL = encoding.b64decode(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==');

/** A person reads, types, hesitates: half of these seconds to half as many again. */
export function think(seconds) {
  sleep(seconds * PACE * (0.5 + Math.random()));
}

export class Customer {
  constructor() {
    this.from = address();
    this.email = `k6.${unique()}@example.com`;
  }

  /** Her whole way, from the landing page to the form that is sent. False when it ended before. */
  buys() {
    think(Math.random() * 20); // they do not all come at once
    this.looks();
    think(8);
    this.looks();
    think(15);
    if (!this.orders()) {
      return false;
    }
    think(20);
    this.pays();
    if (!this.signsIn()) {
      return false;
    }
    this.visits();
    this.fillsIn();
    think(5);
    return true;
  }

  /** The landing page or the order page. */
  looks() {
    const products = json(this.call('GET /api/products')).products || [];
    check(products, { 'four levels are on sale, in cents': (all) =>
      all.length === 4 && all.every(({ amountCents }) => Number.isInteger(amountCents)) });
  }

  /** Opens a checkout; a free level is bought with that. False when it did not open. */
  orders(level = 'mystique') {
    const answer = json(this.call('POST /api/products/create-payment-intent', { body: { productId: level,
      customerEmail: this.email, customerName: 'Claire Martin', customerPhone: '0612345678',
      metadata: { source: 'spa-checkout', timestamp: new Date().toISOString() } } }));
    this.handle = answer.orderId;
    return this.handle !== undefined;
  }

  /** Her card is charged, and her confirmation page asks until it says so. */
  pays() {
    const start = Date.now();
    pay(this.handle);
    this.knocks([200, 401]); // the page tries at once, usually before the webhook has come
    for (let poll = 0; poll < MOST_POLLS && !this.isPaid(); poll++) {
      sleep(POLL_SECONDS);
    }
    check(this.order, { 'who has paid has access': ({ status, accessGranted }) => status === 'paid' && accessGranted });
    paidAfter.add(Date.now() - start);
  }

  isPaid() {
    this.order = json(this.call('GET /api/orders/:handle', { path: `/api/orders/${this.handle}` }));
    return this.order.accessGranted === true;
  }

  /** False when she is not let in. */
  signsIn() {
    this.token = json(this.knocks([200])).token;
    return this.token !== undefined;
  }

  knocks(expect) {
    return this.call('POST /api/users/auth/sanctuaire-v2', { body: { email: this.email }, expect });
  }

  /** Two photos straight to the bucket, then the form, then her profile. */
  fillsIn() {
    const uploadedKeys = PHOTOS
      ? { facePhotoKey: this.sends('face_photo'), palmPhotoKey: this.sends('palm_photo') }
      : {};
    think(20);
    const formData = { email: this.email, phone: '0612345678', firstName: 'Claire', lastName: 'Martin',
      dateOfBirth: '1990-05-15', birthTime: '14:30', birthPlace: 'Lyon', specificQuestion: 'Quelle est ma voie ?',
      objective: 'Paix' };
    this.call('POST /api/orders/by-payment-intent/:handle/client-submit',
      { path: `/api/orders/by-payment-intent/${this.handle}/client-submit`, body: { formData, uploadedKeys } });
    this.call('PATCH /api/users/profile', { token: this.token, body: { birthDate: '1990-05-15', birthTime: '14:30',
      birthPlace: 'Lyon', specificQuestion: 'Quelle est ma voie ?', objective: 'Paix', profileCompleted: true } });
    sleep(0.8); // as the page does; then it reads what it wrote
    const { profile } = this.visits();
    check(profile, { 'what she wrote is read back': (told) =>
      told && told.profileCompleted && told.birthPlace === 'Lyon' });
  }

  /** The key of a photo that is in the bucket. */
  sends(type) {
    const file = { type, contentType: 'image/png', originalName: 'moi.png' };
    const place = json(this.call('POST /api/uploads/presign', { body: file }));
    const answer = http.put(place.uploadUrl || '', PIXEL,
      { headers: { 'Content-Type': place.contentType || '' }, tags: { name: 'bucket: put' } });
    check(answer, { 'the bucket takes the photo': ({ status }) => status === 200 });
    return place.key;
  }

  /** What her space asks for at every load, all at once: profile and readings of the answer. */
  visits() {
    const [profile, , readings] = calls(['GET /api/users/profile', 'GET /api/users/entitlements',
      'GET /api/users/orders/completed', 'GET /api/users/sanctuaire/stats']
      .map((name) => request(name, { from: this.from, token: this.token })));
    const { orders = [], total } = json(readings);
    check(orders, { 'one purchase is one reading': () => total === 1 && orders.length === 1 });
    return { profile: json(profile).profile, reading: orders[0] || {} };
  }

  /** The PDF of a delivered reading, from the bucket. */
  opens({ generatedContent }) {
    const path = `/api/users/files/presign?url=${encodeURIComponent((generatedContent || {}).pdfUrl || '')}`;
    const { signedUrl } = json(this.call('GET /api/users/files/presign', { token: this.token, path }));
    check(http.get(signedUrl || '', { tags: { name: 'bucket: get' } }), { 'the PDF opens': ({ status, body }) =>
      status === 200 && body.startsWith('%PDF') });
  }

  call(name, options = {}) {
    return call(name, { from: this.from, ...options });
  }
}
