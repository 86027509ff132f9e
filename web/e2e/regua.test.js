// The régua at the desk: a policy of its own for a segment, a new version for new titles only, the
// forecast of the coming days, why somebody was (not) written to, a promise and a dispute in the
// portal and at the desk, tasks and a payer's profile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPage, namelessFields, phone, picture } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';

const br = (iso) => iso.split('-').reverse().join('/');

test('the régua, from its policies to its reasons', { timeout: 600_000 }, async (t) => {
  const {
    desk, address, chromium, pages, step, open, button, field, told, dialog, ask, look, logIn,
  } = await bakery(t, 'regua');
  // A text, a figure, a choice: whatever role its field has.
  const input = (scope, label) =>
    scope.getByLabel(new RegExp(`^${label.replace(/[().]/g, '\\$&')}`)).and(desk.locator('input:not([type=radio]), textarea')).first();
  let party, title;

  await step('she logs in; a customer owes two titles, one of them late since yesterday', async () => {
    await logIn();
    party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição', tags: ['feira'],
      contacts: [{ channel: 'email', value: 'joao@exemplo.example' }],
    });
    for (const [number, days] of [['1', -40], ['2', 12]]) {
      const made = await ask('POST', '/v1/titles', {
        party_id: party.id, number, issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), days),
        amount: 100_000, terms: { interest_mode: 'none' },
      });
      title ??= made;
    }
  });

  await step('a policy for a tag: its line, its real dates, its steps', async () => {
    await open('/regua?aba=reguas');
    await told('Régua padrão');
    await button('Nova régua').click();
    await field('Nome da régua').fill('Feirantes');
    await input(desk, 'Etiquetas do cliente').fill('feira');
    await desk.keyboard.press('Enter');
    await button('Adicionar passo').click();
    const first = desk.getByRole('group', { name: 'Passo 1' });
    await input(first, 'Dias').fill('2');
    await input(first, 'Nome do passo').fill('Cobrança semanal');
    await input(first, 'Modelo').click();
    await desk.getByRole('option', { name: '3 dias depois do vencimento' }).click();
    await input(first, 'Repetir a cada (dias)').fill('7');
    await button('Adicionar passo').click();
    const second = desk.getByRole('group', { name: 'Passo 2' });
    await input(second, 'Nome do passo').fill('Ligar para o cliente');
    await second.getByText('Tarefa', { exact: true }).click();
    await input(second, 'Tarefa').click();
    await desk.getByRole('option', { name: 'Ligar' }).click();
    await field('Exemplo: título que vence em').fill('24/12/2026');
    await desk.keyboard.press('Tab');
    // The 26th is a Saturday: calendar days.
    await told('26/12 · sáb');
    await look('regua-1-editor');
    await button('Criar régua').click();
    await told('Régua salva');
    await told('clientes com a etiqueta “feira”');
    await look('regua-2-policies');
  });

  await step('a new version for new titles only; the older ones keep theirs', async () => {
    // The dates are slow to come: the list tells of the new version while the editor still waits.
    await desk.route('**/v1/policies/preview', async (route) => {
      await new Promise((done) => setTimeout(done, 1_000));
      await route.continue();
    });
    await button('Editar').first().click();
    const second = desk.getByRole('group', { name: 'Passo 2' });
    await input(second, 'Dias').fill('60');
    await desk.getByLabel('ficam na versão deles; só títulos novos seguem esta').check();
    await button('Salvar nova versão').click();
    await told('Títulos mais antigos ainda seguem a versão 1.');
    await desk.unrouteAll({ behavior: 'wait' });
    const changes = await ask('GET', '/v1/audit');
    assert.ok(changes.items.some((line) => line.action === 'policy.change'), 'it is audited');
  });

  await step('the day runs; the forecast tells the week', async () => {
    await open('/regua');
    await button('Rodar o dia').click();
    await told(/^Dia rodado/);
    await open('/regua?aba=proximos');
    await told('O que sairá se ninguém pagar');
    assert.equal(await desk.locator('button[aria-pressed]').count(), 7);
    const week = await ask('GET', '/v1/dunning/dry-run');
    const day = week.days.find((one) => one.messages > 0);
    await desk.locator('button[aria-pressed]').filter({ hasText: br(day.date).slice(0, 5) }).click();
    await told(day.items[0].reason_text);
    await look('regua-3-forecast');
  });

  await step('the task that it opened is done, with what came of it', async () => {
    await open('/regua?aba=tarefas');
    await told('Ligar para o cliente');
    await look('regua-4-tasks');
    await button('Feita').click();
    await input(dialog, 'Anotação').fill('Pediu uma semana');
    await dialog.getByRole('button', { name: 'Feita' }).click();
    await told('Nenhuma tarefa');
  });

  const customer = await freshPage(chromium, { viewport: phone, mobile: true });
  pages.push(customer);
  const { url } = await ask('GET', `/v1/parties/${party.id}/link`);
  const portal = url.replace(/^https?:\/\/[^/]+/, address);

  await step('the customer promises a day in the portal, within the limit', async () => {
    await customer.goto(portal);
    await customer.getByText('Pagar em outra data').click();
    await customer.getByLabel('Em que dia você paga?').fill(daysFrom(today(), 3));
    assert.deepEqual(await namelessFields(customer), []);
    await picture(customer, 'regua-5-portal', { whole: true });
    await customer.getByRole('button', { name: 'Prometo pagar nesse dia' }).click();
    await customer.getByText(`Combinado: esperamos o seu pagamento em ${br(daysFrom(today(), 3))}.`).waitFor();
    await open('/regua?aba=promessas');
    await told('Correndo');
    await told('João da Conceição');
    await look('regua-6-promises');
  });

  await step('he disputes the other title; a person answers', async () => {
    await customer.goto(portal);
    await customer.getByRole('button', { name: /Título 2/ }).click();
    await customer.getByText('Não reconheço esta cobrança').click();
    await customer.getByLabel('O que não confere?').fill('Não comprei isto');
    await customer.getByRole('button', { name: 'Enviar contestação' }).click();
    await customer.getByText('Recebemos sua contestação. Uma pessoa vai responder.').waitFor();
    await open(`/clientes/${party.id}`);
    await told('Não comprei isto');
    await button('Responder').click();
    await input(dialog, 'O que foi respondido').fill('Segue a nota assinada');
    await dialog.getByRole('button', { name: 'Responder' }).click();
    await told('Contestação respondida');
  });

  await step('why he was not written to, on his page', async () => {
    await open(`/clientes/${party.id}?aba=regua`);
    await told('Por que recebeu, ou não, uma mensagem?');
    await desk.getByRole('status').filter({ hasText: /mensagem/ }).first().waitFor();
    await look('regua-7-why');
  });

  await step('his profile is told by a rule, and set by hand with a reason', async () => {
    await told('Perfil de pagador');
    await button('Mudar perfil').click();
    await input(dialog, 'Perfil de pagador').click();
    await desk.getByRole('option', { name: 'Em dificuldade' }).click();
    await input(dialog, 'Motivo').fill('Perdeu a banca na enchente');
    await dialog.getByRole('button', { name: 'Mudar perfil' }).click();
    await told(/Posto por Rita Alves em .*: Perdeu a banca na enchente/);
    await button('Usar o do histórico').click();
    await told('Perfil salvo');
  });

  await step('an analyst notes a promise of a title', async () => {
    await open('/regua?aba=pausas');
    await button('Retomar').click();
    await told('Cobrança retomada');
    await open(`/recebiveis/${title.id}`);
    await button('Mais ações').click();
    await desk.getByRole('menuitem', { name: 'Anotar promessa' }).click();
    await input(dialog, 'Vai pagar em').fill(br(daysFrom(today(), 5)));
    await desk.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Anotar promessa' }).click();
    await told('Promessa anotada');
  });

  assert.deepEqual(desk.troubles, []);
  assert.deepEqual(customer.troubles, []);
});
