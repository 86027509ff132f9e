// What may be said, to whom and how it is proven: the creditor named, words of coercion refused,
// quiet after a conversation.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, freshPage, namelessFields, overflows, phone, picture } from './support/browser.js';
import { quita, serve, temporaryFolder } from './support/quita.js';
import { steps } from './support/story.js';

const owner = { email: 'rita@padaria.example', password: 'sol na janela da cozinha' };

test('texts, from the author to the proof', { timeout: 240_000 }, async (t) => {
  const folder = await temporaryFolder(t, 'texts');
  const data = join(folder, 'var');
  const chromium = await browser(t);
  const pages = [];
  const step = steps(t, pages);
  await quita(
    'company', 'add', '--data', data, '--name', 'Padaria Estrela Ltda', '--document', '48.317.265/0001-44',
    '--state', 'SP', '--email', owner.email, '--person', 'Rita Alves', '--password', owner.password,
  );
  const { address } = await serve(t, data);
  const desk = await freshPage(chromium);
  pages.push(desk);
  const open = (path) => desk.goto(address + path);
  const button = (name) => desk.getByRole('button', { name, exact: true });
  const field = (name) => desk.getByRole('textbox', { name, exact: true });
  const told = (text) => desk.getByText(text).first().waitFor();
  const look = async (name) => {
    await desk.waitForLoadState('networkidle');
    assert.deepEqual(await namelessFields(desk), [], name);
    assert.ok(!(await overflows(desk)), `${name} is wider than its window`);
    await picture(desk, name);
    await desk.setViewportSize(phone);
    const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    await desk.waitForFunction(fits, null, { timeout: 3_000 });
    await picture(desk, `${name}-phone`, { whole: true });
    await desk.setViewportSize({ width: 1440, height: 900 });
  };

  await step('she logs in; the régua says that the address of the company is missing', async () => {
    await open('/');
    await field('E-mail').fill(owner.email);
    await desk.locator('input[type=password]').fill(owner.password);
    await button('Entrar').click();
    await desk.getByRole('heading', { name: 'Início' }).waitFor();
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
    await desk.waitForLoadState('networkidle');
    assert.equal(await desk.getByText('Falta o endereço da sua empresa').count(), 0);
  });

  await step('a threat is shown with its law while it is typed, and cannot be saved', async () => {
    await open('/mensagens?aba=modelos&modelo=atraso-7');
    const body = desk.getByRole('textbox', { name: 'Texto' });
    const text = await body.inputValue();
    await body.fill(`${text}\n\nEsta é a sua últ1ma ch@nce: quem não paga vai para a p r i s ã o.`);
    await told('Isto não pode ser dito numa cobrança');
    await told('ninguém é preso por dívida civil');
    assert.ok(await button('Salvar').isDisabled());
    await look('texts-coercion');
    await body.fill(`${text}\n\nO título poderá ser protestado.`);
    await told('Só diga isto se for verdade');
    assert.ok(await button('Salvar').isEnabled());
    const refused = await desk.request.fetch(`${address}/v1/templates/atraso-7`, {
      method: 'PUT', headers: { 'X-Quita': '1' }, data: { subject: 'Última chance', body: text },
    });
    assert.equal(refused.status(), 422);
    assert.equal((await refused.json()).code, 'conduct.false_urgency');
  });

  await step('how long machines are quiet after a conversation', async () => {
    await open('/configuracoes?aba=contato');
    const days = desk.getByLabel('Depois de uma conversa, esperar (dias)');
    await days.fill('5');
    await button('Salvar').click();
    await told('Configurações salvas');
    await desk.reload();
    await desk.waitForLoadState('networkidle');
    assert.equal(await days.inputValue(), '5');
    await look('texts-contact');
  });

  assert.deepEqual(desk.troubles, []);
});
