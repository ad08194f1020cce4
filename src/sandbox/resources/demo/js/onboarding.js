// The onboarding form of the customers' app: M3 and M5 at the start, M13 and a PUT for each photo, then M16 and M7.
import { attempt, call, show } from './api.js';

const form = document.getElementById('intake');
const handle = form.dataset.handle;
const keys = {};

async function begin() {
  const order = await call('GET', `/orders/${encodeURIComponent(handle)}`);
  const buyer = order.metadata || {};
  const [firstName, ...rest] = (buyer.customerName || '').split(' ');
  form.firstName.value = firstName;
  form.lastName.value = rest.join(' ');
  form.email.value = buyer.customerEmail || '';
  form.phone.value = buyer.customerPhone || '';
  const { token } = await call('POST', '/users/auth/sanctuaire-v2', { body: { email: form.email.value } });
  localStorage.setItem('sanctuaire_token', token);
}

/** M13, then the file itself straight to the bucket, under the type that was signed. */
async function send(input) {
  const file = input.files[0];
  const state = input.parentElement.querySelector('small');
  state.textContent = 'envoi…';
  delete keys[input.dataset.type];
  try {
    const presigned = await call('POST', '/uploads/presign', {
      body: { type: input.dataset.type, contentType: file.type || 'application/octet-stream', originalName: file.name },
    });
    await put(presigned, file, (percent) => { state.textContent = `envoi… ${percent} %`; });
    keys[input.dataset.type] = presigned.key;
    state.textContent = 'photo envoyée';
  } catch (refusal) {
    state.textContent = 'non envoyée';
    input.parentElement.querySelector('img').hidden = true;
    throw refusal;
  }
}

function put({ uploadUrl, contentType }, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', uploadUrl);
    request.setRequestHeader('Content-Type', contentType);
    request.timeout = 120_000;
    request.upload.onprogress = (event) => progress(Math.round((event.loaded / event.total) * 100));
    request.onload = () => (request.status === 200 ? resolve() : reject(new Error(`Le stockage répond ${request.status}.`)));
    request.onerror = request.ontimeout = () => reject(new Error('La photo n\'a pas pu être envoyée.'));
    request.send(file);
  });
}

function preview(input) {
  const image = input.parentElement.querySelector('img');
  image.src = URL.createObjectURL(input.files[0]);
  image.hidden = false;
}

async function submit() {
  for (const input of form.querySelectorAll('input[type=file]'))
    if (input.files.length && !keys[input.dataset.type]) await send(input);
  const token = localStorage.getItem('sanctuaire_token');
  const formData = Object.fromEntries(['email', 'phone', 'firstName', 'lastName', 'dateOfBirth', 'birthTime',
    'birthPlace', 'specificQuestion', 'objective'].map((name) => [name, form[name].value]));
  const uploadedKeys = { facePhotoKey: keys.face_photo || '', palmPhotoKey: keys.palm_photo || '' };
  await call('POST', `/orders/by-payment-intent/${encodeURIComponent(handle)}/client-submit`,
    { body: { formData, uploadedKeys } });
  const { dateOfBirth: birthDate, birthTime, birthPlace, specificQuestion, objective } = formData;
  await call('PATCH', '/users/profile',
    { token, body: { birthDate, birthTime, birthPlace, specificQuestion, objective, profileCompleted: true } });
  location.assign('/sanctuaire');
}

for (const input of form.querySelectorAll('input[type=file]'))
  input.addEventListener('change', () => {
    if (!input.files.length) return;
    preview(input);
    attempt(() => send(input));
  });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (form.querySelectorAll('input[type=file]').values().every((input) => input.files.length))
    attempt(submit, form.querySelector('button'));
  else show('Ajoutez vos deux photos : le visage et la paume.');
});
attempt(begin);
