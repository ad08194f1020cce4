// Who is there on a busy day: visitors who look, buyers who go the whole way, experts at the desk.
import { Customer, think } from './customer.js';
import { Expert } from './expert.js';
import { insistOn, offered } from './needs.js';

/** Experts are few, and each asks much. */
const SHARES = { visitor: 0.7, buyer: 0.25, expertAtDesk: 0.05 };

const expert = new Expert();

/** Scenarios for so many users, who come within `ramp` and stay for `length`; a script exports the people too. */
export function crowd(users, ramp, length) {
  return Object.fromEntries(Object.entries(SHARES).map(([exec, share]) => [exec, {
    executor: 'ramping-vus', exec, startVUs: 0, gracefulRampDown: '2m', gracefulStop: '2m',
    stages: [ramp, length].map((duration) => ({ duration, target: Math.max(1, Math.round(users * share)) })) }]));
}

/** For setup(). */
export function meet() {
  insistOn('sandbox', 'addresses');
  return offered('expert');
}

export function visitor() {
  const passer = new Customer();
  passer.looks();
  think(12);
  passer.looks();
  think(12);
}

export function buyer() {
  new Customer().buys();
}

export function expertAtDesk(offers) {
  if (!offers.expert) {
    think(10);
    return;
  }
  if (!expert.isSignedIn) {
    expert.signsIn();
  }
  expert.loadsDesk();
  think(30);
}
