// What may be said, to whom and how it is proven: the creditor named, words of coercion refused,
// quiet after a conversation.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { downloaded, still } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';
import { quita } from './support/quita.js';

test('texts, from the author to the proof', { timeout: 600_000 }, async (t) => {
  const {
    desk, address, folder, data, step, open, button, field, told, ask, look, logIn,
  } = await bakery(t, 'texts');

  await step('she logs in; the régua says that the address of the company is missing', async () => {
    await logIn();
    await open('/regua');
    await told('Falta o endereço da sua empresa');
    await look('texts-creditor-missing');
    await desk.getByRole('link', { name: 'Preencher' }).click();
    await field('Logradouro').fill('Rua do Forno');
    await field('Cidade').fill('Campinas');
    await button('Salvar').first().click();
    await told('Configurações salvas');
    await open('/regua');
    await desk.getByRole('tab').first().waitFor();
    await still(desk);
    assert.equal(await desk.getByText('Falta o endereço da sua empresa').count(), 0);
  });

  await step('a threat is shown with its law while it is typed, and cannot be saved', async () => {
    await open('/mensagens?aba=modelos&modelo=atraso-7');
    const body = desk.getByRole('textbox', { name: 'Texto', exact: true }).first();
    const text = await body.inputValue();
    await body.fill(`${text}\n\nEsta é a sua últ1ma ch@nce: quem não paga vai para a p r i s ã o.`);
    await told('Isto não pode ser dito numa cobrança');
    await told('ninguém é preso por dívida civil');
    assert.ok(await button('Salvar').first().isDisabled());
    await look('texts-coercion');
    await body.fill(`${text}\n\nO título poderá ser protestado.`);
    await told('Só diga isto se for verdade');
    assert.ok(await button('Salvar').first().isEnabled());
    const refused = await desk.request.fetch(`${address}/v1/templates/atraso-7`, {
      method: 'PUT', headers: { 'X-Quita': '1' }, data: { subject: 'Última chance', body: text },
    });
    assert.equal(refused.status(), 422);
    assert.equal((await refused.json()).code, 'conduct.false_urgency');
  });

  await step('the tone of the company; how a text reads on each channel; an own text and back', async () => {
    await open('/mensagens?aba=modelos&modelo=atraso-7');
    const body = desk.getByRole('textbox', { name: 'Texto', exact: true }).first();
    await told('Tom das mensagens');
    assert.match(await body.inputValue(), /^Olá, /);
    await desk.locator('label').filter({ hasText: /^Firme$/ }).first().click();
    await told('Tom salvo');
    await desk.waitForFunction(() => document.querySelector('textarea')?.value.startsWith('Prezado cliente'));
    await desk.getByText('Em cada canal, hoje').scrollIntoViewIfNeeded();
    await desk.locator('label').filter({ hasText: /^SMS$/ }).click();
    await told('1 SMS');
    await told(/Padaria Estrela Ltda: .*Pague ou proponha uma data/);
    await desk.locator('label').filter({ hasText: /^WhatsApp$/ }).click();
    await told(/aqui é da Padaria Estrela Ltda/);
    await look('texts-library');
    await body.fill('Olá, {{saudacao}}. Do nosso jeito.');
    await button('Salvar').first().click();
    await told('Texto próprio: é este que sai');
    await button('Voltar ao da biblioteca').click();
    await told('O texto voltou ao da biblioteca');
    await desk.waitForFunction(() => document.querySelector('textarea')?.value.startsWith('Prezado cliente'));
    await open('/regua?aba=reguas');
    await told('Régua padrão');
  });

  await step('how long machines are quiet after a conversation', async () => {
    await open('/configuracoes?aba=contato');
    const days = desk.getByLabel('Depois de uma conversa, esperar (dias)');
    await days.fill('5');
    await button('Salvar').click();
    await told('Configurações salvas');
    await desk.reload();
    await still(desk);
    assert.equal(await days.inputValue(), '5');
    await look('texts-contact');
  });

  await step('what was said is sealed; a pack is made, checked, and a changed copy is found', async () => {
    const ask = async (method, path, body) => {
      const answer = await desk.request.fetch(address + path, {
        method, headers: { 'X-Quita': '1' }, ...(body ? { data: body } : {}),
      });
      assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
      return answer.json();
    };
    const party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição',
      contacts: [{ channel: 'email', value: 'joao@exemplo.example' }],
    });
    const title = await ask('POST', '/v1/titles', {
      party_id: party.id, number: '77', issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -10),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
    await ask('POST', '/v1/promises', {
      party_id: party.id, title_id: title.id, on: daysFrom(today(), 3), note: 'Recebe na sexta',
    });
    await open(`/clientes/${party.id}?aba=provas`);
    await told('Nada foi alterado desde que foi selado');
    await button('Fazer dossiê').click();
    await told('Dossiê feito');
    await told('1 registro selado');
    const json = await downloaded(desk, () => button('Baixar JSON').click());
    const pdf = await downloaded(desk, () => button('Baixar PDF').click());
    assert.match(json.bytes.toString(), /Recebe na sexta/);
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
    const files = desk.locator('input[type=file]');
    await files.setInputFiles({ name: pdf.name, mimeType: 'application/pdf', buffer: pdf.bytes });
    await told('Autêntico: feito aqui');
    const changed = Buffer.from(json.bytes.toString().replace('sexta', 'feira'));
    await files.setInputFiles({ name: json.name, mimeType: 'application/json', buffer: changed });
    await told('Não confere com o que foi feito aqui');
    await told('O registro 1 não é o que foi selado.');
    await look('texts-proof');
    await writeFile(join(folder, 'pack.json'), json.bytes);
    assert.match(await quita('proof', 'verify', join(folder, 'pack.json')), /Nenhum byte foi alterado/);
    await writeFile(join(folder, 'changed.json'), changed);
    await assert.rejects(quita('proof', 'verify', join(folder, 'changed.json')), ({ stdout }) => /ALTERADO/.test(stdout));
  });

  assert.deepEqual(desk.troubles, []);
});
