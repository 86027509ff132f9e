// From a sale's invoice to money in the bank, as a person at the desk and a debtor with a phone do
// it: one server behind TLS, one real mail server, one bank's return file.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { browser, downloaded, freshPage, namelessFields, overflows, phone, picture } from './support/browser.js';
import { daysFrom, invoice, sample_folder, today } from './support/invoice.js';
import { header, mailServer } from './support/mailserver.js';
import { reais } from './support/money.js';
import { selfSigned, tlsProxy } from './support/proxy.js';
import { quita, root, serve, temporaryFolder } from './support/quita.js';
import { board, steps } from './support/story.js';

const run = promisify(execFile);
const owner = { email: 'dona@serraazul.example', password: 'cadeira verde na varanda' };
const post = { user: 'cobranca@serraazul.example', password: 'segredo-do-provedor' };
const other_samples = join(root, '../shared/data/samples/nfe');
const face = 63_330; // of each of the three instalments
const fine = 1_267; // 2 % of it, half up

test('from an invoice to money in the bank', { timeout: 600_000 }, async (t) => {
  const folder = await temporaryFolder(t, 'journey');
  const data = join(folder, 'var');
  const tls = await selfSigned(folder);
  const mail = await mailServer(t, { ...tls, ...post });
  const proxy = await tlsProxy(t, tls);
  const chromium = await browser(t);
  const pages = [];
  const step = steps(t, pages);

  const due = [-10, 20, 50].map((days) => daysFrom(today(), days));
  const sale = await invoice({ number: 20451, issued: daysFrom(today(), -40), due });

  await step('a company is made on the command line, and its server starts', async () => {
    await quita(
      'company', 'add', '--data', data, '--name', 'Distribuidora Serra Azul Ltda',
      '--document', '48.317.265/0001-44', '--state', 'SP', '--email', owner.email,
      '--person', 'Helena Prado', '--password', owner.password,
    );
    const server = await serve(
      t, data,
      ['--public-url', proxy.address, '--behind-tls', '--trusted-proxy', '127.0.0.1'],
      { SSL_CERT_FILE: tls.certificate_file },
    );
    proxy.forward(server.address);
  });

  const desk = await freshPage(chromium);
  pages.push(desk);
  const open = (path) => desk.goto(proxy.address + path);
  const button = (name) => desk.getByRole('button', { name, exact: true });
  const field = (name) => desk.getByRole('textbox', { name, exact: true });
  const choose = async (name, option) => {
    await desk.locator('input:not([type=hidden])').and(desk.getByLabel(name)).click();
    await desk.getByRole('option', { name: option }).click();
  };
  const told = (text) => desk.getByText(text).first().waitFor();

  await step('the owner logs in; a wrong password is refused in words', async () => {
    await open('/recebiveis');
    await field('E-mail').fill(owner.email);
    await desk.locator('input[type=password]').fill('palpite errado');
    await button('Entrar').click();
    await desk.getByRole('alert').waitFor();
    await desk.locator('input[type=password]').fill(owner.password);
    await button('Entrar').click();
    await desk.getByRole('heading', { name: 'Recebíveis' }).waitFor();
    assert.equal(new URL(desk.url()).pathname, '/recebiveis', 'back to where he wanted to go');
  });

  await step('she says who the company is', async () => {
    await open('/configuracoes?aba=empresa');
    await field('Nome fantasia').fill('Serra Azul');
    await field('E-mail').fill('financeiro@serraazul.example');
    await field('Telefone').fill('(11) 3322-4455');
    await field('CEP').fill('04571-010');
    await field('Logradouro').fill('Rua das Acácias');
    await field('Número').fill('1450');
    await field('Bairro').fill('Distrito Industrial');
    await field('Cidade').fill('São Paulo');
    await button('Salvar').click();
    await told('Configurações salvas');
  });

  await step('she sets up the mail server; a wrong password is told, the right one works', async () => {
    await open('/configuracoes?aba=email');
    const form = desk.locator('form').filter({ hasText: 'Nome do remetente' });
    const say = (label, text) => form.getByRole('textbox', { name: label, exact: true }).fill(text);
    const password = form.locator('input[type=password]');
    const save = form.getByRole('button', { name: 'Salvar', exact: true });
    await say('Servidor', 'localhost');
    await say('Porta', String(mail.port));
    await say('Usuário', post.user);
    await say('Nome do remetente', 'Serra Azul');
    await say('Endereço do remetente', post.user);
    await password.fill('outra');
    await save.click();
    await told('Configurações salvas');
    await button('Enviar e-mail de teste').click();
    await told(/não nos aceita/);
    assert.equal(mail.mails.length, 0);
    await password.fill(post.password);
    await save.click();
    await desk.waitForFunction(() => document.querySelector('input[type=password]').value === '');
    await button('Enviar e-mail de teste').click();
    const letter = await mail.mail(() => true, 'of the test');
    assert.deepEqual(letter.envelope, { from: post.user, to: [owner.email] });
    assert.equal(letter.user, post.user);
    assert.ok(letter.encrypted, 'the login came after STARTTLS');
  });

  await step('mail may leave at any hour (the test runs at any hour), and late payment has its price', async () => {
    await open('/configuracoes?aba=contato');
    await desk.getByRole('radio', { name: 'A qualquer hora' }).check();
    await button('Salvar').click();
    await told('Configurações salvas');
    await open('/configuracoes?aba=encargos');
    await field('Multa').fill('2');
    await choose(/^Juros/, 'Percentual ao mês');
    await field('Percentual ao mês').fill('1');
    await button('Salvar').click();
    await told('Configurações salvas');
  });

  await step('she adds the account at the bank', async () => {
    await open('/banco?aba=contas');
    await button('Nova conta').first().click();
    await choose(/^Banco/, /341/);
    await field('Nome da conta').fill('Itaú cobrança');
    await field('Agência').fill('0057');
    await desk.getByRole('dialog').getByRole('textbox', { name: 'Conta', exact: true }).fill('12345');
    await desk.getByRole('textbox', { name: 'Dígito', exact: true }).nth(1).fill('7');
    await choose(/^Carteira/, /109/);
    await choose(/^Leiaute/, /CNAB400/);
    await field('Chave Pix').fill('48317265000144');
    assert.deepEqual(await namelessFields(desk), []);
    await button('Salvar').click();
    await told('Conta salva');
  });

  let number, title_path;
  await step('she drops the invoices; each becomes a customer and titles', async () => {
    const own = (await readdir(sample_folder)).filter((name) => name.endsWith('.xml')).sort();
    const files = own.map((name) => join(sample_folder, name));
    // What each of our own must become: an event is no invoice, and the same invoice a second time
    // (signed, and not) changes nothing.
    const becomes = new Map();
    const keys = new Set();
    for (const name of own) {
      const text = await readFile(join(sample_folder, name), 'utf8');
      const key = text.match(/Id="NFe(\w+)"/)?.[1];
      const word = keys.has(key) ? /Já estava importada/ : /Importada/;
      becomes.set(name, text.includes('procEventoNFe') ? /Recusada[^]*é um evento de NF-e/ : word);
      keys.add(key);
    }
    const others = existsSync(other_samples)
      ? (await readdir(other_samples)).filter((name) => name.endsWith('.xml'))
      : (t.diagnostic('../shared is not here: only our own invoices are imported'), []);
    files.push(...others.map((name) => join(other_samples, name)));
    const dated = join(folder, 'nota-20451.xml');
    await writeFile(dated, sale.xml);
    files.push(dated);

    await open('/importar');
    await desk.getByLabel('Solte aqui os XML das notas').setInputFiles(files);
    const results = desk.getByRole('table', { name: 'Resultado por arquivo' });
    const rows = results.locator('tbody tr');
    await rows.nth(files.length - 1).waitFor();
    const texts = await rows.allInnerTexts();
    for (const name of [...own, 'nota-20451.xml']) {
      const row = texts.find((text) => text.startsWith(name));
      assert.match(row, becomes.get(name) ?? /Importada/, row);
    }
    for (const name of others) {
      const row = texts.find((text) => text.startsWith(name));
      assert.match(row, /Importada|Recusada/, row);
      t.diagnostic(row.replace(/\s+/g, ' '));
    }
    const mine = rows.filter({ hasText: 'nota-20451.xml' });
    const links = mine.locator('a[href^="/recebiveis/"]');
    assert.equal(await links.count(), 3, 'one title for each instalment');
    number = await links.first().innerText();
    title_path = await links.first().getAttribute('href');
    await picture(desk, 'journey-1-import');

    await desk.getByLabel('Solte aqui os XML das notas').setInputFiles([dated]);
    await results.getByText('Já estava importada').waitFor();
  });

  await step('the titles stand in the list, found by number and by customer', async () => {
    await open(`/recebiveis?q=${encodeURIComponent(number)}`);
    const row = desk.getByRole('row').filter({ hasText: number });
    await row.waitFor();
    assert.match(await row.innerText(), /Mercearia São João/);
    await open('/recebiveis?overdue=true');
    await desk.getByRole('row').filter({ hasText: number }).waitFor();
    await picture(desk, 'journey-2-titles');
  });

  let before;
  await step('the dashboard says how we are', async () => {
    before = await board(desk, proxy.address);
    assert.ok(before.overdue >= face);
    assert.equal(before.received, 0);
  });

  await step('she runs the day; run again, it changes nothing', async () => {
    await open('/regua');
    await button('Rodar o dia').click();
    const row = desk.getByRole('row').filter({ hasText: number });
    await row.getByText('Mensagem', { exact: true }).waitFor();
    assert.match(await row.innerText(), /Recupera o passo|Passo do dia/);
    await mail.mail((one) => one.subject?.includes(number), `about ${number}`);
    const sent = () => mail.mails.filter((one) => one.subject?.includes(number)).length;
    await button('Rodar o dia').click();
    await told(/Dia rodado/);
    await desk.waitForTimeout(3_000);
    assert.equal(sent(), 1, 'one message a customer, once');
    await picture(desk, 'journey-3-regua');
  });

  let link;
  await step('the customer gets the letter with the slip', async () => {
    const letter = await mail.mail((one) => one.subject?.includes(number), `about ${number}`);
    assert.deepEqual(letter.envelope.to, ['financeiro@saojoao.example']);
    assert.equal(letter.from.address, post.user);
    for (const body of [letter.text, letter.html]) {
      // CDC 42-A: name, address and document of who charges stand on every demand.
      assert.match(body, /Distribuidora Serra Azul Ltda|Serra Azul/);
      assert.match(body, /Rua das Acácias/);
      assert.match(body, /48\.317\.265\/0001-44/);
      assert.ok(body.includes(number));
    }
    const unsubscribe = header(letter, 'List-Unsubscribe');
    assert.match(unsubscribe, /^<https:\/\/localhost:\d+\/p\/[^>]+>/);
    assert.equal(header(letter, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
    const [slip] = letter.attachments;
    assert.equal(slip.mimeType, 'application/pdf');
    await readSlip(folder, 'mailed', Buffer.from(slip.content));
    link = /https:\/\/localhost:\d+\/p\/[\w.-]+/.exec(letter.text)[0];
  });

  const owed = await owedToday(desk, proxy.address, title_path);
  await step('the amount of today is explained, line by line', async () => {
    assert.equal(owed.fine, fine);
    assert.ok(owed.interest > 0 && owed.interest < face * 0.01, `ten days of 1 % a month: ${owed.interest}`);
    assert.equal(owed.total, face + owed.fine + owed.interest);
  });

  const debtor = await freshPage(chromium, { viewport: phone, mobile: true });
  pages.push(debtor);
  await step('on his phone he opens the link and sees what he owes, and why', async () => {
    await debtor.goto(link);
    await debtor.getByText('Serra Azul').first().waitFor();
    await debtor.getByText(reais(owed.total)).first().waitFor();
    const text = await debtor.locator('body').innerText();
    assert.match(text, /48\.317\.265\/0001-44/);
    assert.match(text, /Copiar código Pix/);
    assert.ok(!(await overflows(debtor)), 'nothing to scroll sideways');
    assert.deepEqual(await namelessFields(debtor), []);
    await picture(debtor, 'journey-4-portal');
    await debtor.getByText('Como chegamos a este valor').first().click();
    for (const amount of [face, owed.fine, owed.interest]) {
      await debtor.getByText(reais(amount)).first().waitFor();
    }
    await picture(debtor, 'journey-5-portal-explained', { whole: true });
  });

  await step('he takes the slip, and its codes say what the page says', async () => {
    const slip = await downloaded(debtor, () => debtor.getByText('Baixar boleto (PDF)').first().click());
    assert.match(slip.name, /^boleto-.*\.pdf$/);
    const barcode = await readSlip(folder, 'portal', slip.bytes);
    assert.equal(barcode.slice(0, 4), '3419', 'bank and currency');
    assert.equal(Number(barcode.slice(9, 19)), face, "the barcode carries the title's face");
  });

  await step('having been opened is a fact of the title', async () => {
    await open(title_path);
    await told(/abriu|viu/i);
  });

  await step('she makes the remittance', async () => {
    await open('/banco?aba=remessas');
    // Itaú's CNAB 400 has no room for the letters of a new CNPJ: nothing is made, and it is said why.
    await button('Gerar remessa').click();
    const problems = desk.getByRole('alert').filter({ hasText: 'Nada foi gerado' });
    await problems.getByText(/Oficina Três Irmãos.*A1B2C3D4000193 tem letras/).first().waitFor();
    await picture(desk, 'journey-6-remittance');
    const file = await downloaded(desk, () => button('Gerar sem estes títulos').click());
    const lines = file.bytes.toString('latin1').split('\r\n');
    assert.ok(lines[0].startsWith('01REMESSA'));
    assert.ok(lines.every((line) => line.length === 400 || line === '' || line === '\x1a'));
    const path = join(folder, file.name);
    await writeFile(path, file.bytes);
    const read = JSON.parse(await quita('cnab', 'read', path));
    assert.equal(read.tipo, 'remessa');
    assert.ok(read.titulos.some((one) => one.seu_numero === number && one.valor_titulo === face));
    await desk.getByRole('row').filter({ hasText: file.name }).waitFor();
  });

  const return_file = join(folder, 'CN0001.RET');
  await step("the bank's return file settles the title", async () => {
    const bytes = await quita('simulate', number, '--data', data);
    await writeFile(return_file, bytes, 'latin1');
    await open('/banco?aba=retornos');
    await desk.locator('input[type=file]').setInputFiles(return_file);
    await desk.getByRole('heading', { name: 'CN0001.RET' }).waitFor();
    const line = desk.getByRole('row').filter({ hasText: number });
    assert.match(await line.innerText(), /Aplicada/);
    assert.ok((await line.innerText()).replace(/\u00a0/g, ' ').includes(reais(owed.total)));
    await picture(desk, 'journey-7-return');
  });

  await step('the title is paid, and its journal adds up', async () => {
    await open(`${title_path}?aba=extrato`);
    await told('Pago');
    const journal = desk.getByRole('table', { name: 'Extrato' });
    await journal.waitFor();
    assert.match(await journal.innerText(), /principal R\$\s633,30, multa R\$\s12,67, juros/i);
    const lines = (await entries(desk, proxy.address, title_path)).items;
    assert.equal(lines.at(-1).balance_after, 0);
    const paid = lines.find((line) => line.kind === 'payment');
    assert.equal(Math.abs(paid.amount), owed.total);
    assert.equal(Math.abs(paid.principal) + Math.abs(paid.fine) + Math.abs(paid.interest), owed.total);
    await picture(desk, 'journey-8-title');
  });

  let after;
  await step('the dashboard changed to the cent', async () => {
    after = await board(desk, proxy.address);
    assert.equal(before.open - after.open, face, 'to receive');
    assert.equal(before.overdue - after.overdue, face, 'overdue');
    assert.equal(after.received - before.received, owed.total, 'received this month');
    await picture(desk, 'journey-9-dashboard');
  });

  await step('the customer is thanked, and his page says paid', async () => {
    await mail.mail(
      (one) => one.subject === `Recebemos o pagamento do título ${number}`,
      'of thanks',
    );
    await debtor.goto(link);
    await debtor.getByText('Já pagos').first().waitFor();
    assert.ok(!(await debtor.locator('body').innerText()).includes(reais(owed.total) + ' hoje'));
  });

  await step('the same file again changes nothing', async () => {
    const journal = await entries(desk, proxy.address, title_path);
    await open('/banco?aba=retornos');
    await desk.locator('input[type=file]').setInputFiles(return_file);
    await told('CN0001.RET já tinha sido importado; nada mudou');
    assert.deepEqual(await entries(desk, proxy.address, title_path), journal);
    assert.deepEqual(await board(desk, proxy.address), after);
  });

  await step('he wants no more mail, and gets none', async () => {
    const letter = mail.mails.find((one) => one.subject?.includes(number));
    const [, address] = /^<([^>]+)>/.exec(header(letter, 'List-Unsubscribe'));
    const answer = await desk.request.post(address, { form: { 'List-Unsubscribe': 'One-Click' } });
    assert.equal(answer.status(), 200);
    await open('/clientes?q=Mercearia');
    await desk.getByRole('link', { name: /Mercearia/ }).first().click();
    await told('Não quer receber');
  });

  await step('the laws hold over all that was written, and no page complained', async () => {
    assert.match(await quita('check', '--data', data), /0 violação/);
    for (const page of pages) assert.deepEqual(page.troubles, []);
  });
});

const id_of = (title_path) => title_path.split('/').at(-1);

async function owedToday(page, address, title_path) {
  const answer = await page.request.get(`${address}/v1/titles/${id_of(title_path)}`);
  const { charges_today: charges } = await answer.json();
  assert.equal(charges.explanation.reduce((sum, line) => sum + line.amount, 0), charges.total);
  return charges;
}

const entries = async (page, address, title_path) =>
  (await page.request.get(`${address}/v1/titles/${id_of(title_path)}/journal`)).json();

/** The barcode of a slip as a scanner reads it from paper at 200 dpi; the Pix code must be there too. */
async function readSlip(folder, name, bytes) {
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  const pdf = join(folder, `${name}.pdf`);
  await writeFile(pdf, bytes);
  await run('pdftoppm', ['-r', '200', '-gray', '-png', '-singlefile', pdf, join(folder, name)]);
  const { stdout } = await run('zbarimg', ['-q', '-Sdisable', '-Si25.enable', '-Sqrcode.enable', join(folder, `${name}.png`)]);
  const codes = Object.fromEntries(stdout.trim().split('\n').map((line) => line.split(/:(.*)/s).slice(0, 2)));
  assert.match(codes['I2/5'], /^\d{44}$/);
  assert.match(codes['QR-Code'], /br\.gov\.bcb\.pix/i);
  return codes['I2/5'];
}
