// "Mes lectures" of the customers' app: M6, M9, M10 and M11 together at the start, M12 when a file is opened.
import { button, call, drawing, el, facts, openFile, tag } from './api.js';

const page = document.getElementById('readings');
const STEPS = { paid: 'Reçue', processing: 'En préparation', awaiting_validation: 'En relecture', completed: 'Livrée' };
const REFRESH_MS = 5000;
const MOST_REFRESHES = 100;

if (page.dataset.token) localStorage.setItem('sanctuaire_token', page.dataset.token);
const token = localStorage.getItem('sanctuaire_token');
let refreshes = 0;
let shown = '';

async function load() {
  const [me, rights, { orders }, stats] = await Promise.all(['/users/profile', '/users/entitlements',
    '/users/orders/completed', '/users/sanctuaire/stats'].map((path) => call('GET', path, { token })));
  const state = JSON.stringify(orders.map(({ status, deliveredAt }) => [status, deliveredAt]));
  if (state !== shown) render(me, rights, orders, stats);
  shown = state;
  if (orders.some((order) => ['paid', 'processing', 'awaiting_validation'].includes(order.status))
      && refreshes++ < MOST_REFRESHES) setTimeout(() => load().catch(refused), REFRESH_MS);
}

function render(me, rights, orders, stats) {
  page.replaceChildren(
    el('h1', {}, `Mes lectures`),
    el('p', { id: 'notice', className: 'alert', hidden: true }),
    el('p', { className: 'quiet' }, `${me.firstName} ${me.lastName}, ${me.email} · `
      + `${stats.completedOrders} lecture(s) livrée(s) sur ${stats.totalOrders}`),
    photos(me.profile),
    ...orders.map(reading),
    orders.length ? '' : el('p', { className: 'card wait' }, 'Aucun achat réglé pour l\'instant.'));
}

function photos({ facePhotoUrl, palmPhotoUrl }) {
  const images = [[facePhotoUrl, 'Votre visage'], [palmPhotoUrl, 'Votre paume']].filter(([src]) => src)
    .map(([src, alt]) => el('img', { src, alt }));
  return images.length ? el('div', { className: 'photos' }, ...images) : '';
}

function reading(order) {
  const content = order.generatedContent;
  return el('article', { className: `card reading ${tone(order.status)}` },
    el('p', { className: 'over' }, `${order.orderNumber} · ${order.levelName}`),
    el('h2', {}, order.formData.specificQuestion || order.formData.firstName),
    steps(order.status),
    content && el('div', { className: 'letter-text' }, content.reading || ''),
    content && drawing(content.mandalaSvg),
    content && content.ritual && facts([['Rituel', content.ritual]]),
    content && content.pdfUrl && pdf(content.pdfUrl));
}

function steps(status) {
  if (!STEPS[status]) return tag(status === 'refunded' ? 'Remboursée' : 'En vérification', 'bad');
  const names = Object.keys(STEPS);
  return el('ol', { className: 'steps' }, ...names.map((name, at) =>
    el('li', { className: at <= names.indexOf(status) ? 'done' : '' }, STEPS[name])));
}

function tone(status) {
  return status === 'completed' ? 'good' : STEPS[status] ? 'wait' : 'bad';
}

function pdf(address) {
  const size = el('small', { role: 'status' });
  return el('p', { className: 'actions' }, button('Ouvrir le PDF', async () => {
    size.textContent = `${await openFile('/users/files/presign', address, token)} octets`;
  }), size);
}

function refused(refusal) {
  if (refusal.status === 401) localStorage.removeItem('sanctuaire_token');
  page.replaceChildren(el('section', { className: 'card wait' },
    el('h1', {}, refusal.status === 401 ? 'Session expirée' : refusal.message), signIn()));
}

function signIn() {
  return el('p', {}, el('a', { className: 'button', href: '/demo/sign-in' }, 'Se connecter'));
}

if (token) load().catch(refused);
else page.append(el('section', { className: 'card wait' }, el('h1', {}, 'Votre sanctuaire vous attend'), signIn()));
