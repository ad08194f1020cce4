// What every page's script needs: calls to the API as the two apps make them, and elements made of text, never of HTML.
const base = document.querySelector('meta[name="api"]').content + '/api';

export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || body.error || `Réponse ${status}`);
    this.status = status;
  }
}

/** The answer's JSON. Throws a Refusal with the sentence that the apps show; status 0 when nobody answered. */
export async function call(method, path, { token, body } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) })
    .catch(() => { throw new Refusal(0, { error: "L'API ne répond pas." }); });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, content);
  return content;
}

export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child));
  return element;
}

/** A definition list of those values that there are. */
export function facts(pairs) {
  const list = el('dl');
  for (const [name, value] of pairs) if (value) list.append(el('dt', {}, name), el('dd', {}, value));
  return list;
}

export function tag(text, tone = '') {
  return el('b', { className: `tag ${tone}` }, text);
}

/** An inline SVG as an image: whatever it holds, nothing of it runs. */
export function drawing(svg) {
  return svg && svg.startsWith('<svg')
    ? el('img', { className: 'mandala', alt: 'Mandala', src: 'data:image/svg+xml,' + encodeURIComponent(svg) })
    : null;
}

/** Runs the button's action once at a time and shows a refusal in the page's notice. */
export function button(text, action, className = '') {
  const made = el('button', { type: 'button', className }, text);
  made.addEventListener('click', () => attempt(action, made));
  return made;
}

export async function attempt(action, pressed) {
  const notice = document.getElementById('notice');
  if (notice) notice.hidden = true;
  if (pressed) pressed.disabled = true;
  try {
    return await action();
  } catch (refusal) {
    show(refusal.message);
  } finally {
    if (pressed) pressed.disabled = false;
  }
}

export function show(sentence) {
  const notice = document.getElementById('notice');
  notice.textContent = sentence;
  notice.hidden = false;
  notice.scrollIntoView({ block: 'nearest' });
}

/** Reads the file as the apps' viewer does, across origins, then opens it in a tab of its own. */
export async function openFile(path, address, token) {
  const { signedUrl } = await call('GET', `${path}?url=${encodeURIComponent(address)}`, { token });
  const file = await fetch(signedUrl);
  if (!file.ok) throw new Refusal(file.status, { error: 'Le fichier ne peut pas être lu.' });
  const size = (await file.blob()).size;
  window.open(signedUrl, '_blank', 'noopener');
  return size;
}
