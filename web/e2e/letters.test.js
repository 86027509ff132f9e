// Letters on paper: a letter waits, is printed and listed, counts as sent once somebody says that it
// was posted, gets its tracking code, and comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { still } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';

test('a letter, from the queue to the postman', { timeout: 600_000 }, async (t) => {
  const { desk, step, open, button, told, dialog, ask, look, logIn } = await bakery(t, 'letters');
  let party;

  await step('letters are switched on, and one waits', async () => {
    await logIn();
    await ask('PATCH', '/v1/company', {
      legal_name: 'Padaria Estrela Ltda', document: '48317265000144', street: 'Rua das Acácias', number: '10',
      city: 'São Paulo', state: 'SP', postal_code: '04571010',
    });
    party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição', tags: ['carta'],
      addresses: [{ purpose: 'billing', street: 'Avenida Conceição', number: '88', district: 'Centro',
        city: 'Campinas', state: 'SP', postal_code: '13010050' }],
    });
    await ask('POST', '/v1/titles', {
      party_id: party.id, number: '77', issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -20),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
    await open('/mensagens?aba=cartas');
    await told('Nenhuma carta na fila');
    await desk.getByRole('switch', { name: 'Usar cartas na régua' }).click();
    await still(desk);
    await ask('POST', '/v1/policies', {
      name: 'Por carta', segment: { tags: ['carta'] },
      steps: [{ offset: 15, template: 'atraso-15', label: 'Carta aos 15 dias', channels: ['letter'] }],
    });
    await ask('POST', '/v1/dunning/run', {});
    await open('/mensagens?aba=cartas');
    await told('1 carta espera para ser impressa');
    await look('cartas-fila');
  });

  await step('the list is made, printed and posted', async () => {
    await button('Gerar lista e imprimir').click();
    await told('Lista de postagem 1');
    await told('João da Conceição');
    const [file] = await Promise.all([desk.waitForEvent('download'), button('Imprimir as cartas').click()]);
    assert.equal(file.suggestedFilename(), 'cartas-1.pdf');
    const code = desk.getByRole('textbox', { name: 'Código de rastreio da carta de João da Conceição' });
    await code.fill('BR123456789BR');
    await code.blur();
    await told('um algarismo errado');
    await code.fill('BR123456785BR');
    await code.blur();
    await still(desk);
    await look('cartas-lista');
    await button('Foi postada').click();
    await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
    await button('Voltou').waitFor();  // what can be done with a posted letter
    const sent = await ask('GET', `/v1/outbox?party_id=${party.id}`);
    assert.equal(sent.items[0].state, 'sent');
  });

  await step('it comes back: the address is marked and a task asks for a person', async () => {
    await button('Voltou').click();
    await dialog.getByRole('textbox', { name: 'Motivo no envelope' }).fill('Mudou-se');
    await dialog.getByRole('button', { name: 'Salvar', exact: true }).click();
    await told('Devolvida');
    await look('cartas-devolvida');
    const tasks = await ask('GET', `/v1/tasks?party_id=${party.id}`);
    assert.ok(tasks.items.some((task) => task.label === 'Carta devolvida: Mudou-se'), JSON.stringify(tasks));
  });
});
