// Every screen over the demo company: it opens, says nothing in the browser's console, breaks no
// rule of its content policy, names its fields, and fits its window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desk, freshPage, namelessFields, overflows, phone, picture, small_phone, still } from './support/browser.js';
import { demoCompany } from './support/office.js';

const screens = [
  ['Início', '/', ['inicio']],
  ['Recebíveis', '/recebiveis', ['recebiveis']],
  ['Clientes', '/clientes', ['clientes']],
  ['Trabalho', '/trabalho', ['trabalho']],
  ['Régua', '/regua', ['regua']],
  ['Campanhas', '/campanhas', ['campanhas']],
  ['Mensagens', '/mensagens', ['mensagens']],
  ['Banco', '/banco', ['banco']],
  ['Relatórios', '/relatorios', ['relatorios']],
  ['Configurações', '/configuracoes', ['configuracoes']],
];
const further = [
  ['/recebiveis?overdue=true', 'recebiveis-vencidos'],
  ['/recebiveis/novo', 'recebivel-novo'],
  ['/importar', 'importar'],
  ['/clientes/novo', 'cliente-novo'],
  ['/trabalho?secao=open', 'trabalho-abertas'],
  ['/trabalho?secao=at_risk', 'trabalho-em-risco'],
  ['/trabalho?aba=filas', 'trabalho-filas'],
  ['/trabalho?aba=equipe', 'trabalho-equipe'],
  ['/campanhas/nova', 'campanha-nova'],
  ['/regua?aba=proximos', 'regua-proximos'],
  ['/regua?aba=tarefas', 'regua-tarefas'],
  ['/regua?aba=promessas', 'regua-promessas'],
  ['/regua?aba=pausas', 'regua-pausas'],
  ['/regua?aba=reguas', 'regua-reguas'],
  ['/regua?aba=reguas&regua=nova', 'regua-nova'],
  ['/regua?aba=experimentos', 'regua-experimentos'],
  ['/mensagens?aba=modelos', 'mensagens-modelos'],
  ['/mensagens?aba=caixa', 'mensagens-caixa'],
  ['/mensagens?aba=conversas', 'mensagens-conversas'],
  ['/mensagens?aba=cartas', 'mensagens-cartas'],
  ['/mensagens?aba=telefone', 'mensagens-telefone'],
  ['/banco?aba=remessas', 'banco-remessas'],
  ['/banco?aba=contas', 'banco-contas'],
  ['/configuracoes?aba=usuarios', 'configuracoes-usuarios'],
  ['/configuracoes?aba=seguranca', 'configuracoes-seguranca'],
  ['/configuracoes?aba=email', 'configuracoes-email'],
  ['/configuracoes?aba=whatsapp', 'configuracoes-whatsapp'],
  ['/configuracoes?aba=contato', 'configuracoes-contato'],
  ['/configuracoes?aba=chaves', 'configuracoes-chaves'],
  ['/configuracoes?aba=auditoria', 'configuracoes-auditoria'],
];

test('every screen of the demo company', { timeout: 600_000 }, async (t) => {
  const { desk: page, address, chromium, logIn } = await demoCompany(t, 'demo');
  await logIn();

  const settled = async () => {
    await still(page);
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };
  const look = async (name) => {
    await settled();
    assert.deepEqual(page.troubles, [], name);
    assert.deepEqual(await namelessFields(page), [], name);
    assert.equal(await page.getByRole('alert').filter({ hasText: /não funcionou|Sem conexão/ }).count(), 0, name);
    assert.ok(!(await overflows(page)), `${name} is wider than its window`);
    await picture(page, name);
  };

  await t.test('the rail leads to every screen', async () => {
    for (const [label, path, [name]] of screens) {
      await page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
      await page.waitForURL(address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`demo-${name}`);
    }
  });

  let title, party;
  await t.test('what stands behind the lists', async () => {
    for (const [path, name] of further) {
      await page.goto(address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`demo-${name}`);
    }
    await page.goto(`${address}/recebiveis?overdue=true`);
    title = await page.locator('tbody a[href^="/recebiveis/"]').first().getAttribute('href');
    for (const tab of ['historico', 'extrato', 'regua']) {
      await page.goto(`${address}${title}?aba=${tab}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`demo-titulo-${tab}`);
    }
    party = await page.locator('main a[href^="/clientes/"]').first().getAttribute('href');
    for (const tab of ['titulos', 'conversas', 'whatsapp', 'ligacoes', 'regua', 'extrato', 'historico', 'anotacoes']) {
      await page.goto(`${address}${party}?aba=${tab}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`demo-cliente-${tab}`);
    }
  });

  await t.test('a finished campaign with its result, and a team that telephones', async () => {
    await page.goto(`${address}/campanhas`);
    await page.getByText('Acerto de contas').click();
    await page.getByText('O que a campanha trouxe').waitFor();
    await page.getByText('Encerrada').waitFor();
    await look('demo-campanha');
    await page.goto(`${address}/trabalho?aba=equipe`);
    await page.getByText('Carla Nunes').waitFor();
    await page.getByText('Elisa Prado').waitFor();
  });

  await t.test('search for everything, by keyboard', async () => {
    await page.goto(address);
    await settled();
    await page.keyboard.press('Control+k');
    await page.locator('input:focus').fill('ltda');
    await page.locator('.mantine-Spotlight-action').first().waitFor();
    await look('demo-procurar');
    await page.keyboard.press('Escape');
  });

  await t.test('the keyboard reaches things, and shows where it is', async () => {
    await page.goto(`${address}/recebiveis`);
    await settled();
    const stops = [];
    for (let count = 0; count < 12; count++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          const style = getComputedStyle(at);
          const inside = at.closest('[class*=wrapper], label, div');
          const ring =
            (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||
            style.boxShadow !== 'none' ||
            (at.tagName === 'INPUT' && inside !== null);
          return { what: at.outerHTML.slice(0, 80), ring };
        }),
      );
    }
    assert.ok(new Set(stops.map(({ what }) => what)).size >= 10, 'Tab moves on');
    assert.deepEqual(stops.filter(({ ring }) => !ring), []);
  });

  await t.test('every screen on a phone, and in the dark', async () => {
    await page.setViewportSize(phone);
    for (const [, path, [name]] of screens) {
      await page.goto(address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`phone-${name}`);
    }
    for (const [path, name] of [[title, 'titulo'], [party, 'cliente']]) {
      await page.goto(address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`phone-${name}`);
    }
    await page.setViewportSize(desk);
    await page.goto(address);
    await page.getByRole('button', { name: 'Mudar para o modo escuro' }).click();
    await look('dark-inicio');
    await page.goto(`${address}/regua`);
    await look('dark-regua');
  });

  await t.test("a customer's portal, on small phones too", async () => {
    const { url } = await (
      await page.request.get(`${address}/v1/parties/${party.split('/').at(-1)}/link`)
    ).json();
    for (const [viewport, name] of [[phone, 'portal-390'], [small_phone, 'portal-360'], [desk, 'portal-desk']]) {
      const debtor = await freshPage(chromium, { viewport, mobile: viewport !== desk });
      await debtor.goto(url.replace(/^https?:\/\/[^/]+/, address));
      await debtor.getByText('Copiar código Pix').first().waitFor();
      assert.ok(!(await overflows(debtor)), `${name} is wider than its window`);
      assert.deepEqual(await namelessFields(debtor), []);
      assert.deepEqual(debtor.troubles, []);
      await picture(debtor, `demo-${name}`);
      await picture(debtor, `demo-${name}-whole`, { whole: true });
      await debtor.context().close();
    }
  });
});
