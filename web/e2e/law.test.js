// What the law and the bank keep the régua from, at the desk: the bank's file that has not come, on
// what law a contact is used, and the company's own bands of days late.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysFrom, today } from './support/invoice.js';
import { picture } from './support/browser.js';
import { bakery } from './support/office.js';

// A return file of Itaú's (CNAB 400) about one day: a boleto that we do not know was paid, or
// something was told of it that moves nothing.
function itauReturn(about, { paid = 0, number = '' } = {}) {
  const ddmmyy = about.slice(8, 10) + about.slice(5, 7) + about.slice(2, 4);
  const line = (fields) => {
    const text = Array(400).fill(' ');
    for (const [at, value] of fields) for (let i = 0; i < value.length; ++i) text[at - 1 + i] = value[i];
    return text.join('');
  };
  const money = String(paid).padStart(13, '0');
  const place = [[27, '1234'], [31, '00'], [33, '56789'], [38, '0']];
  return [
    line([[1, '02RETORNO01COBRANCA'], ...place, [77, '341BANCO ITAU SA'], [95, ddmmyy], [101, '01600BPI00001'], [114, ddmmyy], [395, '000001']]),
    line([
      [1, '102'], [4, '48317265000144'], ...place.map(([at, value]) => [at - 9, value]), [63, '87654321'], [83, '109'],
      [86, '87654321'], [108, 'I'], [109, paid ? '06' : '02'], [111, ddmmyy], [117, number.padEnd(10)], [147, ddmmyy], [153, money],
      [166, '341'], [254, money], [296, ddmmyy], [395, '000002'],
    ]),
    line([[1, '9201341'], [18, '00000001'], [26, money.padStart(14, '0')], [395, '000003']]),
  ].join('\r\n') + '\r\n';
}

test('money in flight, legal basis and delay bands', { timeout: 600_000 }, async (t) => {
  const { desk, open, button, told, dialog, ask, look, logIn, step, address } = await bakery(t, 'law');
  let party, account, hold;
  const take = async (file, name) => {
    const answer = await desk.request.post(`${address}/v1/returns?name=${name}`, {
      headers: { 'X-Quita': '1', 'Content-Type': 'application/octet-stream' },
      data: Buffer.from(file, 'latin1'),
    });
    assert.ok(answer.ok(), await answer.text());
    return answer.json();
  };

  await step('a customer owes a title since three weeks, by a boleto of a bank that tells every day', async () => {
    await logIn();
    account = await ask('POST', '/v1/accounts', {
      bank: '341', name: 'Cobrança', agency: '1234', account: '56789', account_digit: '0', wallet: '109',
      layout: 'CNAB400', returns: 'daily',
    });
    party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição',
      addresses: [{ purpose: 'billing', street: 'Rua Um', number: '1', city: 'São Paulo', state: 'SP', postal_code: '01310100' }],
      contacts: [{ channel: 'email', value: 'joao@exemplo.example' }],
    });
    // At whatever hour this runs; and nothing is said before the story begins.
    await ask('PUT', '/v1/settings/contact', { max_per_day: 1, max_per_week: 3, email_hours: 'any' });
    hold = await ask('POST', '/v1/holds', { party_id: party.id, reason: 'até o retorno' });
    await ask('POST', '/v1/titles', {
      party_id: party.id, number: '1', issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -20),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
    await ask('POST', '/v1/remittances', { account_id: account.id });
  });

  await step('the bank has not told of the last business day: collecting waits, and she may go on', async () => {
    // Files about older days come, until the last business day alone is missing.
    let late;
    for (let days = 10; days > 0 && !late?.waits; --days) {
      await take(itauReturn(daysFrom(today(), -days)), `D${days}.RET`);
      [late] = (await ask('GET', '/v1/late-returns')).items;
    }
    assert.equal(late.titles, 1);
    const released = await desk.request.delete(`${address}/v1/holds/${hold.id}`, { headers: { 'X-Quita': '1' } });
    assert.ok(released.ok());
    const decided = await ask('POST', '/v1/dunning/run', {});
    assert.equal(decided.messages, 0);
    await open('/');
    await desk.getByRole('link', { name: /conta sem o retorno do banco/ }).click();
    await told('Cobrança (Itaú');
    await look('late-return');
    await open(`/clientes/${party.id}?aba=regua`);
    await told('O retorno do banco não chegou');
    await open('/regua?aba=pausas');
    await button('Cobrar mesmo sem o retorno').click();
    await dialog.getByRole('button', { name: 'Cobrar mesmo sem o retorno' }).click();
    await told('A cobrança segue sem o retorno');
    assert.deepEqual((await ask('GET', '/v1/late-returns')).items, []);
    assert.equal((await ask('POST', '/v1/dunning/run', {})).messages, 1);
  });

  await step('a payment that fits no boleto seems to be his: he waits until somebody finds out', async () => {
    const file = await take(itauReturn(today(), { paid: 90_000, number: '1' }), 'HOJE.RET');
    await open(`/banco/retornos/${file.id}`);
    await told('Parece ser de');
    await look('stray-credit');
    await button('Já identifiquei').click();
    await told('Nada mais espera por este pagamento');
  });

  await step('her own bands: five, thirty, and the rest', async () => {
    await open('/configuracoes?aba=faixas');
    await told('Como a empresa divide o que está vencido');
    for (let left = 6; left > 2; --left) await button(`Tirar a faixa ${left}`).click();
    await desk.getByLabel('Último dia da faixa 2').fill('30');
    await look('bands-settings');
    await button('Salvar').click();
    await told('Configurações salvas');
    assert.deepEqual((await ask('GET', '/v1/settings/delay-bands')).ends, [5, 30]);
  });

  await step('the dashboard and the list of titles part by them', async () => {
    await open('/');
    await desk.getByRole('link', { name: /6 a 30 dias/ }).click();
    await told('João da Conceição');
    assert.equal(await desk.getByRole('combobox', { name: 'Faixa de atraso' }).inputValue(), '6 a 30 dias');
    await look('bands-titles');
  });

  await step('a step by its band: every seven days while it lasts', async () => {
    await open('/regua?aba=reguas');
    await button('Editar').first().click();
    await desk.getByRole('combobox', { name: 'Passo por faixa de atraso' }).click();
    await desk.getByRole('option', { name: '6 a 30 dias' }).click();
    await button('Pôr na faixa').click();
    assert.ok((await desk.locator('legend', { hasText: 'faixa de 6 a 30 dias' }).count()) > 0);
    await look('bands-policy');
  });

  await step('a contact is another person’s: it is said how that is known, and kept', async () => {
    await open(`/clientes/${party.id}`);
    await told('Digitado pela equipe · contrato');
    await desk.getByRole('button', { name: /joao@exemplo/ }).click();
    await desk.getByRole('menuitem', { name: 'Base legal e consentimento' }).click();
    await dialog.getByRole('combobox', { name: 'Base legal para cobrar por este contato' }).click();
    await desk.getByRole('option', { name: /Não usar/ }).click();
    await dialog.getByLabel(/Como isso se deu/).fill('Disse ao telefone que não conhece o devedor');
    await picture(desk, 'law-dialog');
    await dialog.getByRole('button', { name: 'Salvar' }).click();
    await told('Digitado pela equipe · não usar');
    await desk.getByText('1 registro sobre a base legal').click();
    await told('Disse ao telefone que não conhece o devedor');
    await look('law-contact');
    assert.equal((await ask('GET', `/v1/parties/${party.id}/legal-basis`)).items[0].may_collect, false);
  });
});
