// Several accounts for e-mail: added with their pace and purpose, tried, put in order, paused and
// deleted; a demand leaves by the account that is meant for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { still } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { mailServer } from './support/mailserver.js';
import { bakery } from './support/office.js';
import { selfSigned } from './support/proxy.js';
import { temporaryFolder } from './support/quita.js';

const post = { user: 'loja@padaria.example', password: 'pao quente' };

test('accounts for e-mail', { timeout: 600_000 }, async (t) => {
  const tls = await selfSigned(await temporaryFolder(t, 'accounts-tls'));
  const server = await mailServer(t, { ...tls, ...post });
  const { desk, step, open, button, told, dialog, ask, look, logIn } = await bakery(t, 'accounts', {
    SSL_CERT_FILE: tls.certificate_file,
  });
  const names = async () => (await ask('GET', '/v1/settings/smtp-accounts')).items.map(({ name }) => name);

  await step('the mail server of before is the first account', async () => {
    await logIn();
    await ask('PUT', '/v1/settings/smtp', {
      host: 'localhost', port: server.port, security: 'starttls', ...post, from_address: post.user,
    });
    await open('/configuracoes?aba=email');
    await told('Contas de envio');
    await told('Qualquer mensagem');
    assert.deepEqual(await names(), ['Principal']);
  });

  await step('another for the demands, with a pace and a key of its own', async () => {
    await button('Nova conta').click();
    await dialog.getByLabel('Conta', { exact: false }).first().fill('Cobrança');
    await dialog.getByLabel('Servidor').fill('localhost');
    await dialog.getByLabel('Porta').fill(String(server.port));
    await dialog.getByLabel('Usuário').fill(post.user);
    await dialog.locator('input[type=password]').fill(post.password);
    await dialog.getByLabel('Endereço do remetente').fill('cobranca@padaria.example');
    await dialog.getByLabel('Régua e cobrança').check();
    await dialog.getByLabel('Mensagens por minuto').fill('30');
    await dialog.getByLabel('Domínio que assina').fill('padaria.example');
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await told('30 por minuto');
    await look('contas-lista');
    await desk.getByRole('button', { name: 'Editar' }).last().click();
    await dialog.getByText('quita._domainkey.padaria.example', { exact: false }).waitFor();
    await look('contas-editar');
    await dialog.getByRole('button', { name: 'Voltar' }).click();
    await desk.getByRole('button', { name: 'Testar' }).last().click();
    const tried = await server.mail((mail) => mail.subject === 'Teste de envio do Quita', 'of the test');
    assert.equal(tried.from.address, 'cobranca@padaria.example');
  });

  await step('a demand leaves by it', async () => {
    await ask('PATCH', '/v1/company', { street: 'Rua das Flores', number: '100', city: 'São Paulo' });
    await ask('PUT', '/v1/settings/contact', { max_per_day: 3, max_per_week: 7, email_hours: 'any' });
    const party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição',
      contacts: [{ channel: 'email', value: 'joao@exemplo.example' }],
    });
    const title = await ask('POST', '/v1/titles', {
      party_id: party.id, number: '80', issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -9),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
    await ask('POST', `/v1/parties/${party.id}/messages`, { template: 'atraso-7', title_ids: [title.id] });
    const mail = await server.mail((one) => one.text.includes('Título 80,'), 'about 80');
    assert.equal(mail.from.address, 'cobranca@padaria.example');
  });

  await step('put in order, paused and deleted', async () => {
    await open('/configuracoes?aba=email');
    await button('Subir Cobrança').click();
    await button('Descer Cobrança').waitFor();
    await still(desk);
    assert.deepEqual(await names(), ['Cobrança', 'Principal']);
    await desk.getByRole('button', { name: 'Editar' }).last().click();
    await dialog.getByLabel('Em pausa').check();
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await desk.getByText('Em pausa', { exact: true }).waitFor();
    await desk.getByRole('button', { name: 'Excluir' }).last().click();
    await dialog.getByRole('button', { name: 'Excluir' }).click();
    await told('Conta excluída');
    assert.deepEqual(await names(), ['Cobrança']);
  });
});
