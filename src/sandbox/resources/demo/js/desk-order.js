// One order on the desk: E12 takes it, E13 has its reading made, E14 judges it; M15 and E17 open its files.
import { attempt, button, call, drawing, el, facts, openFile, show, tag } from './api.js';

const PROMPT = 'Rédige une lecture chaleureuse à partir des photos et de la question.';
const NAMES = { paid: 'à traiter', processing: 'en production', awaiting_validation: 'à valider', completed: 'livrée',
  refunded: 'remboursée' };

/** Fills the panel; {@code done} reloads the queues. */
export function details(panel, order, desk) {
  const { formData: form, clientInputs: inputs = {}, generatedContent: content } = order;
  const birth = [form.dateOfBirth?.slice(0, 10), inputs.birthTime, inputs.birthPlace].filter(Boolean).join(', ');
  panel.replaceChildren(...[
    el('p', { className: 'over' }, `${order.orderNumber} · ${order.levelName} · ${order.amount / 100} €`),
    el('h2', {}, `${form.firstName} ${form.lastName} `, tag(NAMES[order.status] || order.status)),
    facts([['E-mail', form.email], ['Téléphone', form.phone], ['Naissance', birth],
      ['Question', form.specificQuestion], ['Objectif', inputs.lifeQuestion],
      ['Prise par', order.expertReview?.expertName], ['Échec', order.productionError],
      ['Révisions', order.revisionCount ? String(order.revisionCount) : '']]),
    photos(order.files || [], desk),
    content && reading(content, desk),
    ...actions(order, desk),
  ].filter(Boolean));
}

/** The thumbnails ask for their address one by one, with the desk's token. */
function photos(files, desk) {
  const images = files.map((file) => {
    const image = el('img', { alt: file.type === 'face_photo' ? 'Visage' : 'Paume' });
    attempt(async () => {
      const { url } = await call('GET', `/uploads/presign-get?url=${encodeURIComponent(file.url)}`,
        { token: desk.token });
      image.src = url;
    });
    return image;
  });
  return images.length ? el('div', { className: 'photos' }, ...images) : null;
}

function reading(content, desk) {
  const size = el('small', { role: 'status' });
  return el('div', { className: 'reading' },
    el('h3', {}, 'Lecture'),
    el('div', { className: 'letter-text' }, content.reading || ''),
    drawing(content.mandalaSvg),
    content.pdfUrl && el('p', { className: 'actions' }, button('Ouvrir le PDF', async () => {
      size.textContent = `${await openFile('/expert/files/presign', content.pdfUrl, desk.token)} octets`;
    }, 'second'), size));
}

function actions(order, desk) {
  const post = async (path, body) => {
    const answer = await call('POST', path, { token: desk.token, body });
    await desk.done();
    return answer;
  };
  if (order.status === 'paid') return order.expertReview?.expertId ? process(order, post) : [take(order, post)];
  if (order.status === 'awaiting_validation') return judge(order, post);
  return order.status === 'processing' ? [el('p', { className: 'quiet' }, "n8n rédige la lecture…")] : [];
}

function take(order, post) {
  return button('Prendre cette commande', () => post(`/expert/orders/${order._id}/assign`));
}

function process(order, post) {
  const prompt = el('textarea', { name: 'prompt', rows: 3, value: order.expertPrompt || PROMPT });
  const instructions = el('input', { name: 'instructions', value: order.expertInstructions || '' });
  return [el('label', {}, 'Prompt', prompt), el('label', {}, 'Consignes', instructions),
    button('Lancer la génération', () => post('/expert/process-order',
      { orderId: order._id, expertPrompt: prompt.value, expertInstructions: instructions.value }))];
}

function judge(order, post) {
  const notes = el('input', { name: 'notes' });
  const reason = el('input', { name: 'reason', placeholder: 'Trop court, trop général…' });
  const verdict = (action) => post('/expert/validate-content', { orderId: order._id, action,
    validationNotes: notes.value, ...(action === 'reject' ? { rejectionReason: reason.value } : {}) });
  return [el('label', {}, 'Notes internes', notes), el('label', {}, 'Motif, si vous la refusez', reason),
    el('p', { className: 'actions' }, button('Valider et livrer', () => verdict('approve')),
      button('Refuser', () => (reason.value ? verdict('reject') : show('Indiquez pourquoi la lecture est refusée.')),
        'second'))];
}
