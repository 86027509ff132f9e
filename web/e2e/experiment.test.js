// Trying a draft before it is used, over the demo company: on its past, beside the policy in force;
// then the experiment that runs, what it tells, and its end by a person.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, freshPage, namelessFields, overflows, phone, picture } from './support/browser.js';
import { quita, serve, temporaryFolder } from './support/quita.js';
import { steps } from './support/story.js';

test('a draft tried on the past and on some customers', { timeout: 300_000 }, async (t) => {
  const folder = await temporaryFolder(t, 'experiment');
  await quita('demo', '--only-make', '--data', folder);
  const { address } = await serve(t, join(folder, 'demo'));
  const chromium = await browser(t);
  const pages = [];
  const step = steps(t, pages);
  const desk = await freshPage(chromium);
  pages.push(desk);
  const button = (name) => desk.getByRole('button', { name, exact: true });
  const told = (text) => desk.getByText(text).first().waitFor();
  const dialog = desk.getByRole('dialog');
  const look = async (name) => {
    await desk.waitForLoadState('networkidle');
    assert.deepEqual(await namelessFields(desk), [], name);
    assert.ok(!(await overflows(desk)), `${name} is wider than its window`);
    await picture(desk, name, { whole: true });
    await desk.setViewportSize(phone);
    const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    await desk.waitForFunction(fits, null, { timeout: 3_000 });
    await picture(desk, `${name}-phone`, { whole: true });
    await desk.setViewportSize({ width: 1440, height: 900 });
  };
  const ask = async (path) => {
    const answer = await desk.request.get(address + path);
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    return answer.json();
  };

  await step('he logs in', async () => {
    await desk.goto(address);
    await desk.getByRole('textbox', { name: 'E-mail' }).fill('demo@quita.example');
    await desk.locator('input[type=password]').fill('demonstracao');
    await desk.keyboard.press('Enter');
    await desk.getByRole('navigation').waitFor();
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
    const { items } = await ask(`/v1/policies/${new URL(desk.url()).searchParams.get('regua')}/trials`);
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
    const [running] = (await ask('/v1/experiments')).items;
    const { result } = await ask(`/v1/experiments/${running.id}`);
    assert.ok(result.champion.customers > 50 && result.challenger.customers > 50, 'both sides count');
    const { gap } = result.titles_paid;
    assert.ok(gap.low < gap.value && gap.value < gap.high);
  });

  await step('a person ends it: the challenger becomes the policy, and it is audited', async () => {
    await button('Adotar a desafiante').click();
    await told('Os passos da desafiante viram a nova versão');
    await dialog.getByRole('button', { name: 'Adotar a desafiante' }).click();
    await told('Encerrado: a desafiante virou a régua');
    const { items } = await ask('/v1/policies');
    assert.ok(!items.at(-1).steps.some((one) => one.offset === -5), 'its steps are the policy’s');
    const audit = await ask('/v1/audit');
    assert.ok(audit.items.some((line) => line.action === 'experiment.end'));
  });
});
