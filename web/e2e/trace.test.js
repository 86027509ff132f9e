// The opening of an e-mail: off by default, switched on in the settings, told at the message when its
// image is loaded and its link followed; a machine is told apart, and our own people are not counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysFrom, today } from './support/invoice.js';
import { mailServer } from './support/mailserver.js';
import { bakery } from './support/office.js';
import { selfSigned } from './support/proxy.js';
import { temporaryFolder } from './support/quita.js';

const post = { user: 'cobranca@padaria.example', password: 'pao quente' };
const thunderbird = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.1.0';
const apple = 'Mozilla/5.0';

test('whether an e-mail was opened', { timeout: 600_000 }, async (t) => {
  const tls = await selfSigned(await temporaryFolder(t, 'trace-tls'));
  const server = await mailServer(t, { ...tls, ...post });
  const { desk, address, step, open, told, dialog, ask, look, logIn } = await bakery(t, 'trace', {
    SSL_CERT_FILE: tls.certificate_file,
  });
  const form = () => desk.locator('form', { hasText: 'Registrar aberturas e links' });
  // As the customer's program asks: without our cookies, and without following.
  const visit = (link, agent) => fetch(new URL(new URL(link).pathname, address), {
    headers: { 'User-Agent': agent }, redirect: 'manual',
  });
  let party;

  const send = async (number) => {
    const title = await ask('POST', '/v1/titles', {
      party_id: party.id, number, issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -9),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
    await ask('POST', `/v1/parties/${party.id}/messages`, { template: 'atraso-7', title_ids: [title.id] });
    return server.mail((mail) => mail.text.includes(`Título ${number},`), `about ${number}`);
  };

  await step('she logs in, and her mail leaves at any hour', async () => {
    await logIn();
    await ask('PATCH', '/v1/company', { street: 'Rua das Flores', number: '100', city: 'São Paulo' });
    await ask('PUT', '/v1/settings/smtp', {
      host: 'localhost', port: server.port, security: 'starttls', ...post, from_address: post.user,
    });
    await ask('PUT', '/v1/settings/contact', { max_per_day: 3, max_per_week: 7, email_hours: 'any' });
    party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição',
      contacts: [{ channel: 'email', value: 'joao@exemplo.example' }],
    });
    const mail = await send('70');
    assert.ok(!mail.html.includes('/o/'), 'nobody asked for it');
  });

  await step('it is switched on', async () => {
    await open('/configuracoes?aba=email');
    await form().getByRole('switch', { name: 'Registrar aberturas e links' }).click();
    await form().getByRole('button', { name: 'Salvar' }).click();
    await told('Configurações salvas');
    await look('aberturas-ajuste');
    assert.deepEqual(await ask('GET', '/v1/settings/mail-trace'), { on: true });
  });

  await step('a machine loads the image, and a person follows the link', async () => {
    const mail = await send('71');
    assert.match(mail.html, /Registramos se esta mensagem foi aberta/);
    const image = /src="([^"]*\/o\/[^"]*)"/.exec(mail.html)[1];
    const link = /href="([^"]*\/l\/[^"]*)"/.exec(mail.html)[1];
    await new Promise((later) => setTimeout(later, 6_000)); // nobody looks sooner
    const seen = await visit(image, apple);
    assert.equal(seen.headers.get('content-type'), 'image/gif');
    const lead = await visit(link, thunderbird);
    assert.equal(lead.status, 303);
    assert.match(lead.headers.get('location'), /\/p\//);
    await visit(link, thunderbird);
    assert.equal((await visit(`${link}x`, thunderbird)).status, 404);
    await desk.request.get(new URL(new URL(image).pathname, address).href); // she looks herself

    await open('/mensagens?aba=saida');
    await desk.getByRole('button', { name: mail.subject }).first().click();
    await dialog.getByText('Link seguido', { exact: false }).first().waitFor();
    await dialog.getByText('Aberta por uma máquina, talvez', { exact: false }).waitFor();
    await dialog.getByText('2 vezes', { exact: false }).waitFor();
    await dialog.getByText('Entregue', { exact: true }).first().waitFor();
    await look('aberturas-mensagem');
    const sent = await ask('GET', `/v1/outbox?party_id=${party.id}`);
    const message = await ask('GET', `/v1/outbox/${sent.items[0].id}`);
    assert.deepEqual(message.traces.map(({ clicked, machine, times }) => [clicked, machine, times]),
      [[false, true, 1], [true, false, 2]]);
    assert.equal(message.read_at ?? null, null, 'an opening is no reading');
  });

  await step("the customer's timeline tells it", async () => {
    await open(`/clientes/${party.id}?aba=historico`);
    await told('Link da mensagem');
    await told('Um servidor ou filtro carregou a imagem');
    await look('aberturas-cliente');
  });
});
