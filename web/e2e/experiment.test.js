// Trying a draft before it is used, over the demo company: on its past, beside the policy in force;
// then the experiment that runs, what it tells, and its end by a person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoCompany } from './support/office.js';

test('a draft tried on the past and on some customers', { timeout: 600_000 }, async (t) => {
  const { desk, address, step, button, told, dialog, ask, look, logIn } = await demoCompany(t, 'experiment');

  await step('he logs in', async () => {
    await logIn();
  });

  await step('the default policy without its first step, on the last three months', async () => {
    await desk.goto(`${address}/regua?aba=reguas`);
    await button('Editar').last().click();
    await told('Testar antes de usar');
    await desk.getByRole('button', { name: /^Remover o passo/ }).nth(1).click();
    await desk.getByLabel('Período').first().click();
    await desk.getByRole('option', { name: 'últimos 3 meses' }).click();
    await button('Testar com o passado').click();
    await told('Mensagens por passo');
    await told('Neste período saíram de fato');
    await look('experimento-1-teste');
    const { items } = await ask('GET', `/v1/policies/${new URL(desk.url()).searchParams.get('regua')}/trials`);
    const { result } = items.find((trial) => trial.months === 3);
    assert.ok(result.present.messages > 50, 'the company wrote');
    assert.ok(result.draft.messages <= result.present.messages, 'one step less');
    // Half of the customers followed the challenger in those months: what left lies between.
    assert.ok(result.really_sent < 1.1 * result.present.messages, 'no more than the policy alone');
    assert.ok(result.really_sent > 0.7 * result.present.messages, 'and not much less');
  });

  await step('a second experiment on the same policy is refused, with the reason', async () => {
    await button('Experimentar com parte dos clientes').click();
    await dialog.getByLabel('Nome do experimento').fill('Outro');
    await dialog.getByRole('button', { name: 'Começar o experimento' }).click();
    await told('Esta régua já tem um experimento em andamento');
    await dialog.getByRole('button', { name: 'Voltar' }).click();
  });

  await step('the experiment that runs: both sides, the difference, its interval', async () => {
    await desk.goto(`${address}/regua?aba=experimentos`);
    await told('Menos mensagens, mesma recuperação?');
    await told('Títulos pagos até 30 dias depois do vencimento');
    await look('experimento-2-resultado');
    const [running] = (await ask('GET', '/v1/experiments')).items;
    const { result } = await ask('GET', `/v1/experiments/${running.id}`);
    assert.ok(result.champion.customers > 50 && result.challenger.customers > 50, 'both sides count');
    const { gap } = result.titles_paid;
    assert.ok(gap.low < gap.value && gap.value < gap.high);
  });

  await step('a person ends it: the challenger becomes the policy, and it is audited', async () => {
    await button('Adotar a desafiante').click();
    await told('Os passos da desafiante viram a nova versão');
    await dialog.getByRole('button', { name: 'Adotar a desafiante' }).click();
    await told('Encerrado: a desafiante virou a régua');
    const { items } = await ask('GET', '/v1/policies');
    assert.ok(!items.at(-1).steps.some((one) => one.offset === -5), 'its steps are the policy’s');
    const audit = await ask('GET', '/v1/audit');
    assert.ok(audit.items.some((line) => line.action === 'experiment.end'));
  });
});
