// What most tests begin with: a company with its server, and its owner at her desk.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { browser, desk as desk_size, freshPage, namelessFields, overflows, phone, picture, still } from './browser.js';
import { quita, serve, temporaryFolder } from './quita.js';
import { steps } from './story.js';

export const owner = { name: 'Rita Alves', email: 'rita@padaria.example', password: 'sol na janela da cozinha' };
const demo_owner = { email: 'demo@quita.example', password: 'demonstracao' };

/** Padaria Estrela Ltda, without titles or customers yet, in the folder `data`. */
export const foundBakery = (data) =>
  quita(
    'company', 'add', '--data', data, '--name', 'Padaria Estrela Ltda', '--document', '48.317.265/0001-44',
    '--state', 'SP', '--email', owner.email, '--person', owner.name, '--password', owner.password,
  );

/**
 * A page of the console, and what a test does in it. `ask` is the API as that page's person; `look`
 * waits until the page is still, holds it to what holds for every screen, at a desk and on a
 * telephone, and keeps both pictures.
 */
function deskOf(page, address) {
  const open = (path) => page.goto(address + path);
  const button = (name) => page.getByRole('button', { name, exact: true });
  const field = (name) => page.getByRole('textbox', { name, exact: true });
  const told = (text) => page.getByText(text).first().waitFor();
  const dialog = page.getByRole('dialog');
  const ask = async (method, path, body) => {
    const answer = await page.request.fetch(address + path, {
      method,
      headers: { 'X-Quita': '1' },
      ...(body ? { data: body } : {}),
    });
    assert.ok(answer.ok(), `${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const look = async (name) => {
    await still(page);
    assert.deepEqual(page.troubles, [], name);
    assert.deepEqual(await namelessFields(page), [], name);
    assert.ok(!(await overflows(page)), `${name} is wider than its window`);
    await picture(page, name, { whole: true });
    await page.setViewportSize(phone);
    // The frame folds its rail away with the window, a moment later.
    const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    await page.waitForFunction(fits, null, { timeout: 3_000 });
    await picture(page, `${name}-phone`, { whole: true });
    await page.setViewportSize(desk_size);
  };
  const logIn = async ({ email, password }) => {
    await open('/');
    await field('E-mail').fill(email);
    await page.locator('input[type=password]').fill(password);
    await button('Entrar').click();
    await page.getByRole('heading', { name: 'Início' }).waitFor();
  };
  return { desk: page, open, button, field, told, dialog, ask, look, logIn };
}

async function office(t, folder, data, person, environment) {
  const { address } = await serve(t, data, [], environment);
  const chromium = await browser(t);
  const page = await freshPage(chromium);
  const pages = [page];
  const at = deskOf(page, address);
  return { ...at, folder, data, address, chromium, pages, step: steps(t, pages), logIn: () => at.logIn(person) };
}

/** The bakery, its server and its owner's page; `pages` are those of which a failure leaves pictures. */
export async function bakery(t, name, environment = {}) {
  const folder = await temporaryFolder(t, name);
  const data = join(folder, 'var');
  await foundBakery(data);
  return office(t, folder, data, owner, environment);
}

/** The same over the demo company with its history. */
export async function demoCompany(t, name) {
  const folder = await temporaryFolder(t, name);
  await quita('demo', '--only-make', '--data', folder);
  return office(t, folder, join(folder, 'demo'), demo_owner, {});
}
