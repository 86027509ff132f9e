// WhatsApp over the demo company, whose messages go to a twin of Meta's API: the account and its
// templates in the settings, a customer who presses a button and writes, and a person who answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { picture } from './support/browser.js';
import { demoCompany } from './support/office.js';

const mobile = '(11) 97000-0001';

test('WhatsApp, from the settings to the answer', { timeout: 600_000 }, async (t) => {
  const { desk, step, open, button, told, dialog, ask, look, logIn } = await demoCompany(t, 'whatsapp');
  let party;

  await step('she logs in; a customer who owes gets a mobile number', async () => {
    await logIn();
    const late = await ask('GET', '/v1/titles?overdue=true&state=open&limit=1');
    party = late.items[0].party_id;
    await ask('POST', `/v1/parties/${party}/contacts`, { channel: 'phone', value: mobile });
  });

  await step('the account stands, and each message has its template', async () => {
    await open('/configuracoes?aba=whatsapp');
    await told('Situação na Meta');
    await button('Consultar a Meta').click();
    await told('alta');
    await told('quita_em_atraso');
    await look('whatsapp-conta');
  });

  await step('a template whose variable says nothing we know is refused, with the reason', async () => {
    await desk.getByRole('button', { name: 'Modelo de WhatsApp de “7 dias depois do vencimento”' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('O que vai em {{2}}').fill('{{inventada}}');
    await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await picture(desk, 'whatsapp-modelo-recusado');
    await dialog.getByLabel('O que vai em {{2}}').fill('{{quantidade}} em aberto, no total de {{total}}');
    await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  await step('a test message arrives on the telephone, and “Já paguei” holds what is owed', async () => {
    await desk.getByRole('combobox', { name: 'Mensagem de teste' }).click();
    await desk.getByRole('option', { name: '7 dias depois do vencimento' }).click();
    await desk.getByRole('textbox', { name: 'Para o celular' }).fill(mobile);
    await button('Enviar teste').click();
    await told('O WhatsApp aceitou a mensagem');
    await open('/mensagens?aba=telefone');
    await button('Já paguei').first().click();
    await told('Obrigado por avisar');
    await look('whatsapp-telefone');
    const holds = await ask('GET', `/v1/holds?party_id=${party}`);
    assert.ok(holds.items.some((hold) => hold.kind === 'money_in_flight'), JSON.stringify(holds));
  });

  await step('the customer writes; a task waits, and a person answers', async () => {
    await desk.getByRole('textbox', { name: 'Escrever como o cliente' }).fill('Posso pagar em duas vezes?');
    await button('Enviar').click();
    await told('Posso pagar em duas vezes?');
    await open('/mensagens?aba=conversas');
    await told('Posso pagar em duas vezes?');
    await told('Tarefa aberta para responder.');
    await look('whatsapp-conversas');
    const tasks = await ask('GET', `/v1/tasks?party_id=${party}`);
    assert.ok(tasks.items.some((task) => task.kind === 'answer'), JSON.stringify(tasks));
    await open(`/clientes/${party}?aba=whatsapp`);
    await desk.getByRole('textbox', { name: 'Responder por WhatsApp' }).fill('Sim: metade hoje e metade em 30 dias.');
    await button('Enviar').click();
    await told('Sim: metade hoje e metade em 30 dias.');
    await look('whatsapp-cliente');
    await open('/mensagens?aba=telefone');
    await told('Sim: metade hoje e metade em 30 dias.');
  });

  await step('the script of a call is at hand', async () => {
    const script = await ask('GET', `/v1/parties/${party}/call-script`);
    assert.ok(script.sections.length > 0);
  });
});
