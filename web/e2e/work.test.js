// A day at the telephone: the worklist in its order, the next customer by a key, a call with its
// outcome, queues and the team; then a customer's statement of account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloaded } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';

const br = (iso) => iso.split('-').reverse().join('/');

test('an analyst’s day: worklist, calls, queues, statement', { timeout: 600_000 }, async (t) => {
  const { desk, address, step, open, button, told, dialog, ask, look, logIn } = await bakery(t, 'work');
  const input = (scope, label) =>
    scope.getByLabel(new RegExp(`^${label}`)).and(desk.locator('input:not([type=radio]):not([type=checkbox]), textarea')).first();
  const customers = {};

  await step('she logs in; three customers are late', async () => {
    await logIn();
    const people = [
      ['Mercado Boa Vista Ltda', '11222333000181', '11987650001', 900_000, -20],
      ['João da Conceição', '52998224725', '11987650002', 50_000, -20],
      ['Transportes Ribeira Ltda', '11444777000161', '11987650003', 400_000, -120],
    ];
    for (const [name, document, number, amount, days] of people) {
      const party = await ask('POST', '/v1/parties', {
        document, name,
        addresses: [{ street: 'Rua Um', city: 'São Paulo', state: 'SP' }],
        contacts: [{ channel: 'phone', value: number }],
      });
      customers[name] = party.id;
      await ask('POST', '/v1/titles', {
        party_id: party.id, number: `T-${number.slice(-1)}`, issue_date: daysFrom(today(), days - 30),
        due_date: daysFrom(today(), days), amount, terms: { interest_mode: 'none' },
      });
    }
  });

  await step('the worklist: three sections, best first, and why', async () => {
    await open('/trabalho');
    await told('Mercado Boa Vista Ltda');
    const names = await desk.locator('tbody tr').allInnerTexts();
    assert.match(names[0], /Mercado Boa Vista/);
    assert.match(names[1], /João da Conceição/);
    await told('16 a 30 dias de atraso × 20%');
    await desk.getByText('Como a ordem é feita').click();
    await told('São hipóteses da casa');
    await look('work-1-list');
    await desk.getByText(/^Em risco · 1$/).click();
    await told('Transportes Ribeira Ltda');
  });

  // By the law of his state nobody is called at night, on a Sunday or a holiday: then there is no
  // "next", and the test says the same as the screen.
  const sheet = await (async () => {
    const answer = await desk.request.get(`${address}/v1/parties/${Object.values(customers)[0]}/call-sheet`);
    return answer.json();
  })();

  await step('a key leads to the next customer, or says that nobody may be called now', async () => {
    await open('/trabalho');
    await told('Mercado Boa Vista Ltda');
    await desk.keyboard.press('n');
    if (sheet.may_call) {
      await desk.getByRole('heading', { name: 'Mercado Boa Vista Ltda' }).waitFor();
    } else {
      await told('Ninguém mais para ligar agora');
      await open(`/clientes/${customers['Mercado Boa Vista Ltda']}`);
    }
  });

  await step('the call: a promise, by the same use case as everywhere', async () => {
    await told(sheet.text);
    await desk.keyboard.press('l');
    await dialog.getByLabel('Prometeu pagar').check();
    await input(dialog, 'Vai pagar em').fill(br(daysFrom(today(), 4)));
    await desk.keyboard.press('Tab');
    await input(dialog, 'Anotação').fill('Recebe do governo na quinta');
    await look('work-2-call');
    await dialog.getByRole('button', { name: 'Registrar ligação' }).click();
    await told('Ligação registrada');
    await open(`/clientes/${customers['Mercado Boa Vista Ltda']}?aba=ligacoes`);
    await told('Recebe do governo na quinta');
    await told('A cobrança espera: Promessa de pagamento até');
    await button('Roteiro').first().waitFor();
    await look('work-3-customer');
    await open('/trabalho?secao=open');
    await told('Mercado Boa Vista Ltda');
    await told('promessa correndo × 10%');
  });

  await step('nobody answered; a callback becomes a task, which stands on the first page', async () => {
    await open(`/clientes/${customers['João da Conceição']}`);
    await button('Registrar ligação').click();
    await dialog.getByLabel('Pediu para ligar depois').check();
    await input(dialog, 'Ligar de novo em').fill(br(today()));
    await desk.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Registrar ligação' }).click();
    await told('Ligação registrada');
    await open('/');
    await told('tarefa para hoje ou atrasada');
    await open('/trabalho');
    await told('Ligação combinada');
  });

  await step('queues: a rule by letters; the team', async () => {
    await open('/trabalho?aba=filas');
    await button('Adicionar regra').click();
    const rule = desk.getByRole('group', { name: 'Regra 1' });
    // Its field is as wide as what is chosen: by the keyboard, as who works here all day would.
    await input(rule, 'Quem atende').focus();
    await desk.keyboard.press('ArrowDown');
    await desk.getByRole('option', { name: 'Rita Alves' }).click();
    await desk.keyboard.press('Tab');
    await input(rule, 'Nome de').fill('A');
    await input(rule, 'até').fill('P');
    await look('work-4-queues');
    await button('Salvar').click();
    await told('Filas salvas');
    await open('/trabalho?fila=mine');
    await told('Fila de Rita Alves');
    await open('/trabalho?aba=equipe');
    await told('Rita Alves');
    await look('work-5-team');
  });

  await step('the statement: opening, entries, closing; as PDF and spreadsheet', async () => {
    const party = customers['Transportes Ribeira Ltda'];
    const [title] = (await ask('GET', `/v1/titles?party_id=${party}`)).items;
    await ask('POST', `/v1/titles/${title.id}/receipts`, { amount: 150_000 });
    await open(`/clientes/${party}?aba=extrato`);
    await told('Saldo anterior');
    await told('R$ 2.500,00');
    await look('work-6-statement');
    const pdf = await downloaded(desk, () => button('Baixar PDF').click());
    assert.match(pdf.name, /^extrato-.*\.pdf$/);
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
    const csv = await downloaded(desk, () => button('Baixar planilha').click());
    assert.match(csv.bytes.toString(), /Saldo final;;;2500,00/);
    const { url } = await ask('GET', `/v1/parties/${party}/link`);
    const his = await desk.request.get(`${url.replace(/^https?:\/\/[^/]+/, address)}/extrato.pdf`);
    assert.equal(his.status(), 200);
  });

  assert.deepEqual(desk.troubles, []);
});
