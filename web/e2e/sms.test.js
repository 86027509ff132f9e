// SMS at the desk: a provider of the house's own described by its parts, a test message, a
// template's text with what it costs, a policy's second channel, a customer's no, and a message that
// leaves within the hours of the law and comes back as delivered.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';

/** A provider that takes JSON, answers with a number and keeps what it was asked. */
async function provider(t) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ messages: [{ id: `p${asked.length}` }] }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}/send`, asked };
}

test('SMS, from its settings to its report', { timeout: 600_000 }, async (t) => {
  const { desk, address, step, open, button, field, told, ask, look, logIn } = await bakery(t, 'sms');
  const { url, asked } = await provider(t);
  let party;

  await step('she logs in; a customer has a mobile telephone and owes', async () => {
    await logIn();
    await ask('PATCH', '/v1/company', { street: 'Rua das Flores', number: '100', city: 'São Paulo' });
    party = await ask('POST', '/v1/parties', {
      document: '52998224725', name: 'João da Conceição',
      contacts: [
        { channel: 'email', value: 'joao@exemplo.example' },
        { channel: 'phone', value: '11987654321' },
      ],
    });
    await ask('POST', '/v1/titles', {
      party_id: party.id, number: '77', issue_date: daysFrom(today(), -60), due_date: daysFrom(today(), -9),
      amount: 100_000, terms: { interest_mode: 'none' },
    });
  });

  await step('a provider described by its parts, and a test message', async () => {
    await open('/configuracoes?aba=sms');
    await desk.getByLabel('Enviar SMS por este provedor').check();
    await desk.getByRole('combobox', { name: 'Provedor' }).click();
    await desk.getByRole('option', { name: 'Outro, por HTTP' }).click();
    await field('Endereço').fill(url);
    await desk.locator('input[type=password]').fill('t0ken');
    await field('Remetente').fill('Estrela');
    await field('Corpo do pedido').fill('{"to":"{to}","text":"{text}","callback":"{report_url}"}');
    await button('Acrescentar cabeçalho').click();
    await field('Cabeçalho').fill('Authorization');
    await field('Valor').fill('Bearer {secret}');
    await field('Onde a resposta traz o número da mensagem').fill('/messages/0/id');
    await field('Onde o relatório traz a situação').fill('/status');
    await field('Palavras de entregue').fill('delivered');
    await field('Palavras de não entregue').fill('failed');
    await desk.getByLabel('Preço de mil SMS').fill('65,00');
    await button('Salvar').click();
    await told('Endereços que o provedor chama');
    await field('Celular para o teste').fill('(11) 98765-4321');
    await button('Enviar SMS de teste').click();
    await told('SMS de teste aceito pelo provedor');
    assert.equal(asked[0].headers.authorization, 'Bearer t0ken');
    assert.equal(asked[0].body.to, '5511987654321');
    await look('sms-1-settings');
    const settings = await ask('GET', '/v1/settings/sms');
    assert.equal(settings.secret, undefined, 'the secret is never shown');
    assert.equal(settings.has_secret, true);
  });

  await step("a template's SMS and what it costs", async () => {
    await open('/mensagens?aba=modelos&modelo=atraso-7');
    await told('Como chega ao celular');
    const text = desk.getByRole('textbox', { name: 'Texto', exact: true }).last();
    await text.fill('{{empresa}}: título {{numero}}');
    await told(/^1 SMS/);
    await text.fill('título {{numero}}');
    await told('O SMS deve dizer de quem é: falta {{empresa}}.');
    await text.fill(`{{empresa}}: título {{numero}}, ${'muito '.repeat(25)} {{link}}`);
    await told(/^2 SMS/);
    await told(/R\$\s0,13 cada mensagem/);
    await look('sms-2-template');
    await text.fill('{{empresa}}: o título {{numero}} {{situacao}}. {{link}}');
    await desk.getByRole('button', { name: 'Salvar' }).last().click();
    await told(/^SMS do modelo/);
  });

  await step('a second channel in the policy', async () => {
    await open('/regua?aba=reguas');
    await button('Editar').first().click();
    const seventh = desk.getByRole('group', { name: 'Passo 7' });
    await seventh.getByRole('combobox', { name: /^Canais/ }).press('ArrowDown');
    await desk.getByRole('option', { name: 'SMS' }).click();
    await desk.keyboard.press('Escape');
    await seventh.getByLabel('Esperar a prova (horas)').fill('6');
    await seventh.scrollIntoViewIfNeeded();
    await look('sms-3-policy');
    await button('Salvar nova versão').click();
    await told('Régua salva');
    const { items } = await ask('GET', '/v1/policies');
    const saved = items[0].steps[6];
    assert.deepEqual(saved.channels, ['email', 'sms']);
    assert.equal(saved.fallback_hours, 6);
    assert.deepEqual(items[0].steps[5].channels, ['email'], 'the others are as they were');
  });

  await step('a message by SMS leaves in the hours of the law, and is delivered', async () => {
    const { id } = await ask('POST', `/v1/parties/${party.id}/messages`, {
      template: 'atraso-7', channels: ['sms'],
    });
    const message = () => ask('GET', `/v1/outbox/${id}`);
    let now = await message();
    assert.equal(now.channel, 'sms');
    const opens = Date.parse(now.not_before);
    if (opens > Date.now() + 5_000) {
      // A Sunday, a holiday or the night: the law's hours are waited for.
      assert.equal(now.state, 'queued');
    } else {
      for (let tries = 0; tries < 100 && now.state !== 'sent'; ++tries) {
        await new Promise((done) => setTimeout(done, 200));
        now = await message();
      }
      assert.equal(now.state, 'sent', now.answer);
      const { body } = asked.at(-1);
      assert.match(body.text, /^Padaria Estrela.*: o titulo 77 venceu ha 9 dias\. http.*\/s\/\w{16}$/);
      const callback = body.callback.replace(/^https?:\/\/[^/]+/, address);
      const wrong = await fetch(callback.replace('/status', 'x/status'), { method: 'POST', body: '{}' });
      assert.equal(wrong.status, 404);
      for (let times = 0; times < 2; ++times) {
        const taken = await fetch(callback, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ status: 'delivered' }),
        });
        assert.equal(taken.status, 204);
      }
      now = await message();
      assert.ok(now.delivered_at);
      assert.equal(now.facts.length, 1, 'told twice, applied once');
      const link = /\/s\/\w{16}/.exec(body.text)[0];
      const led = await fetch(address + link, { redirect: 'manual' });
      assert.equal(led.status, 303);
    }
    await open('/mensagens');
    await told('SMS');
    await desk.getByRole('button', { name: '7 dias depois do vencimento' }).first().click();
    await desk.getByRole('dialog').getByText('Canal').waitFor();
    await look('sms-4-outbox');
  });

  await step('he wants no SMS, and gets none', async () => {
    await open(`/clientes/${party.id}`);
    await desk.getByRole('button', { name: 'Não quer: SMS' }).click();
    await told('Não quer SMS');
    await look('sms-5-customer');
    const refused = await desk.request.fetch(`${address}/v1/parties/${party.id}/messages`, {
      method: 'POST', headers: { 'X-Quita': '1' }, data: { template: 'atraso-7', channels: ['sms'] },
    });
    assert.equal(refused.status(), 409);
    assert.match(await refused.text(), /não receber mensagens por SMS/);
  });

  assert.deepEqual(desk.troubles, []);
});
