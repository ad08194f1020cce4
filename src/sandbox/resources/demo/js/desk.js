// The experts' desk: E1 to sign in, E3 at the start, E4 to E7 for the queues. What is done with an order: desk-order.js.
import { attempt, call, el, tag } from './api.js';
import { details } from './desk-order.js';

const login = document.getElementById('login');
const desk = document.getElementById('desk');
const WAIT_MS = 2000;
const FIGURES = { pending: 'à traiter', processing: 'en production', awaitingValidation: 'à valider',
  treatedToday: "livrées aujourd'hui", totalTreated: 'livrées en tout' };
const QUEUES = [['À traiter', '/expert/orders/pending'], ['À valider', '/expert/orders/validation-queue'],
  ['Historique', '/expert/orders/validated-history']];
let token = localStorage.getItem('expert_token');
let chosen = null;
let figures = '';

const ask = (method, path, body) => call(method, path, { token, body });

async function start() {
  if (!token) return signedOut();
  try {
    const { expert } = await ask('GET', '/expert/verify');
    document.getElementById('who').textContent = `${expert.name}, ${expert.email}`;
  } catch (refusal) {
    signedOut();
    if (refusal.status !== 401) throw refusal;
    return;
  }
  login.hidden = true;
  desk.hidden = false;
  await refresh();
  watch();
}

function signedOut() {
  token = null;
  localStorage.removeItem('expert_token');
  login.hidden = false;
  desk.hidden = true;
}

/** The real desk waits for its refresh button; here n8n answers within seconds and one wants to see it. */
function watch() {
  setTimeout(async () => {
    if (!token) return;
    await attempt(async () => {
      const now = await ask('GET', '/expert/stats');
      if (JSON.stringify(now) !== figures) await refresh();
    });
    watch();
  }, WAIT_MS);
}

async function refresh() {
  const queues = await Promise.all(QUEUES.map(([, path]) => ask('GET', path)));
  const stats = await ask('GET', '/expert/stats');
  figures = JSON.stringify(stats);
  document.getElementById('stats').replaceChildren(...Object.entries(FIGURES).map(([name, label]) =>
    el('li', {}, el('b', {}, String(stats[name])), ` ${label}`)));
  document.getElementById('queues').replaceChildren(...QUEUES.flatMap(([title], at) =>
    [el('h2', {}, title), queue(queues[at].orders)]));
  if (chosen) choose(queues.flatMap(({ orders }) => orders).find((order) => order._id === chosen._id)
    || await ask('GET', `/expert/orders/${chosen._id}`));
}

function queue(orders) {
  return orders.length
    ? el('ul', { className: 'list' }, ...orders.map(row))
    : el('p', { className: 'quiet' }, 'Rien pour le moment.');
}

function row(order) {
  const link = el('a', { href: '#order' }, el('b', {}, `${order.formData.firstName} ${order.formData.lastName}`),
    el('span', {}, `${order.orderNumber} · ${order.levelName}`),
    el('small', {}, order.formData.specificQuestion || 'Formulaire pas encore reçu'));
  if (order.expertReview?.expertName) link.append(el('small', {}, tag(order.expertReview.expertName)));
  link.addEventListener('click', () => choose(order));
  return el('li', {}, link);
}

/** The panel stays as it is while nothing has happened to its order: somebody may be typing there. */
function choose(order) {
  const state = ({ _id, status, revisionCount, expertReview }) =>
    [_id, status, revisionCount, expertReview?.expertId].join();
  const same = chosen && state(chosen) === state(order);
  chosen = order;
  if (!same) details(document.getElementById('order'), order, { token, done: () => refresh() });
}

login.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    const answer = await call('POST', '/expert/login',
      { body: { email: login.email.value, password: login.password.value } });
    token = answer.token;
    localStorage.setItem('expert_token', token);
    await start();
  }, login.querySelector('button'));
});
document.getElementById('logout').addEventListener('click', signedOut);
attempt(start);
