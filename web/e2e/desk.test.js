// What a person decides at the desk, to the cent, and how he gets in: a spreadsheet of titles, money
// received by hand, a rebate, a waiver, a reversal, a cancellation, a loss; a forgotten password by the
// mail that really left; a second factor; and where the letters' unsubscribe leads.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { downloaded, freshPage, namelessFields, overflows, phone, picture } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { mailServer } from './support/mailserver.js';
import { reais } from './support/money.js';
import { bakery, owner } from './support/office.js';
import { selfSigned } from './support/proxy.js';
import { quita, temporaryFolder } from './support/quita.js';
import { board } from './support/story.js';

const post = { user: 'cobranca@padaria.example', password: 'segredo-do-provedor' };
const face = 100_000;
const fine = 2_000; // 2 %
const interest = 333; // ten days of 1 % a month
const owed = face + fine + interest;
const verbs = ['receber', 'abater', 'dispensar', 'cancelar', 'perder'];

const br = (iso) => iso.split('-').reverse().join('/');

/** RFC 6238 of a base 32 secret; `ahead` steps after the present one. */
function totp(secret, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('what a person decides at the desk', { timeout: 600_000 }, async (t) => {
  const tls = await selfSigned(await temporaryFolder(t, 'desk-tls'));
  const mail = await mailServer(t, { ...tls, ...post });
  const environment = { SSL_CERT_FILE: tls.certificate_file };
  const {
    desk, address, chromium, folder, data, pages, step, open, button, field, told, dialog, logIn,
  } = await bakery(t, 'desk', environment);
  const enter = async (password) => {
    await field('E-mail').fill(owner.email);
    await desk.locator('input[type=password]').fill(password);
    await button('Entrar').click();
  };
  const leave = async () => {
    await open('/');
    await desk.getByRole('button', { name: /Rita Alves/ }).click();
    await desk.getByRole('menuitem', { name: 'Sair' }).click();
    await field('E-mail').waitFor();
  };

  await step('she logs in; her mail server is set', async () => {
    await logIn();
    const saved = await desk.request.put(`${address}/v1/settings/smtp`, {
      headers: { 'X-Quita': '1' },
      data: { host: 'localhost', port: mail.port, security: 'starttls', user: post.user, password: post.password, from_address: post.user },
    });
    assert.equal(saved.status(), 200, await saved.text());
  });

  const due = daysFrom(today(), -10);
  const header = 'CPF/CNPJ;Nome;E-mail;Título;Emissão;Vencimento;Valor;Multa;Juros\n';
  const line = (number, amount = '1.000,00') =>
    `52998224725;João da Conceição;joao@exemplo.example;${number};${br(daysFrom(due, -20))};${br(due)};${amount};2;1\n`;
  const drop = async (name, text) => {
    const file = join(folder, name);
    await writeFile(file, text);
    await desk.getByLabel('Solte aqui a planilha de títulos').setInputFiles(file);
  };

  await step('a spreadsheet with a wrong line is refused whole, each problem told by its line', async () => {
    await open('/recebiveis');
    await button('Novo título').click();
    await desk.getByRole('menuitem', { name: 'Importar planilha de títulos' }).click();
    await drop('errada.csv', header + line('receber') + line('abater', 'mil reais'));
    await told('1 problema. Nada foi gravado.');
    const problem = desk.getByRole('table', { name: 'Problemas por linha' }).locator('tbody tr');
    assert.match(await problem.innerText(), /^3\s+Valor\s+“mil reais” não é um valor\.\s+mil reais/);
    assert.equal(await desk.getByRole('button', { name: /^Importar \d/ }).count(), 0);
    assert.deepEqual(await namelessFields(desk), []);
    await picture(desk, 'desk-1-problems');
    await open('/recebiveis');
    await told('Nenhum título ainda');
  });

  await step('mended, it is taken whole; again, it changes nothing', async () => {
    await open('/importar?aba=titulos');
    const sheet = header + verbs.map((verb) => line(verb)).join('');
    await drop('titulos.csv', sheet);
    await told('5 prontas para importar');
    const sample = desk.getByRole('table', { name: 'Primeiras linhas, como foram entendidas' });
    assert.match(await sample.innerText(), /529\.982\.247-25\s+João da Conceição\s+receber/);
    await picture(desk, 'desk-2-preview');
    await button('Importar 5 títulos').click();
    await told('5 títulos novos');
    await told('1 cliente novo');
    await drop('titulos.csv', sheet);
    await button('Importar 5 títulos').click();
    await told('5 já estavam importados');
  });

  const before = await board(desk, address);
  await step('the first screen counts them, and its figure leads to a list of the same sum', async () => {
    assert.deepEqual(before, { open: 5 * face, overdue: 5 * face, received: 0 });
    await desk.getByRole('link').filter({ hasText: 'A receber' }).first().click();
    await desk.getByRole('heading', { name: 'Recebíveis' }).waitFor();
    await told('5 títulos');
    await desk.getByRole('row').filter({ hasText: 'Total' }).getByText(reais(5 * face)).first().waitFor();
  });

  const show = async (number, tab = 'extrato') => {
    await open('/recebiveis');
    await desk.getByRole('link', { name: number, exact: true }).click();
    await desk.getByRole('heading', { name: `Título ${number}` }).waitFor();
    if (tab) await desk.getByRole('tab', { name: 'Extrato' }).click();
  };
  const menu = async (item) => {
    await button('Mais ações').click();
    await desk.getByRole('menuitem', { name: item, exact: true }).click();
    await dialog.waitFor();
  };
  const confirm = async (name) => {
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  // The figure of today, and the journal's last line with its balance, as the screen shows them.
  const shows = async (amount) => {
    await desk.locator('[class*=figureValue]').getByText(reais(amount)).first().waitFor();
  };
  const last = async (...texts) => {
    const row = desk.getByRole('table', { name: 'Extrato' }).locator('tbody tr').last();
    for (const text of texts) await row.getByText(text).first().waitFor();
  };

  await step('money received by hand pays a title to the cent', async () => {
    await show('receber');
    await shows(owed);
    await button('Registrar recebimento').click();
    await dialog.getByLabel('Observação').fill('dinheiro no caixa');
    await picture(desk, 'desk-3-receive');
    await confirm('Registrar recebimento');
    await told('Pago');
    await last('Pagamento', reais(0), /principal R\$\s1\.000,00, multa R\$\s20,00, juros R\$\s3,33/);
    const now = await board(desk, address);
    assert.deepEqual(now, { open: 4 * face, overdue: 4 * face, received: owed });
  });

  await step('taken back, it is owed again as if it had not been', async () => {
    await show('receber');
    await desk.getByRole('table', { name: 'Extrato' }).getByRole('button', { name: 'Estornar' }).last().click();
    await dialog.getByLabel('Motivo').fill('cheque devolvido');
    await confirm('Estornar');
    await shows(owed);
    await last('Correção', /cheque devolvido/, reais(face));
    assert.deepEqual(await board(desk, address), before);
  });

  await step('a rebate lowers the base of fine and interest', async () => {
    await show('abater');
    await menu('Conceder abatimento');
    await dialog.getByLabel('Valor').fill('100,00');
    await dialog.getByLabel('Motivo').fill('avaria na entrega');
    await confirm('Conceder abatimento');
    await shows(90_000 + 1_800 + 300);
    await last('Abatimento', reais(90_000));
  });

  await step('a waiver leaves the principal', async () => {
    await show('dispensar');
    await menu('Dispensar encargos');
    await dialog.getByLabel('Motivo').fill('cliente antigo');
    await confirm('Dispensar encargos');
    await shows(face);
    await desk.getByRole('table', { name: 'Extrato' }).getByText(reais(fine + interest)).first().waitFor();
  });

  await step('a cancelled title owes nothing', async () => {
    await show('cancelar');
    await menu('Cancelar título');
    await dialog.getByLabel('Motivo').fill('venda desfeita');
    await confirm('Cancelar título');
    await told('Cancelado');
    await last(reais(0));
  });

  await step('a loss leaves the book, and is told as one', async () => {
    await show('perder');
    await menu('Baixar como perda');
    await dialog.getByLabel('Motivo').fill('empresa fechada');
    await confirm('Baixar como perda');
    await told('Baixado como perda');
    await last(reais(0));
    await picture(desk, 'desk-4-loss');
    const now = await board(desk, address);
    assert.deepEqual(now, { open: 3 * face - 10_000, overdue: 3 * face - 10_000, received: 0 });
    await open('/recebiveis?state=open,partly_paid');
    const sheet = await downloaded(desk, () => button('Exportar CSV').click());
    const rows = sheet.bytes.toString('utf8').trim().split(/\r?\n/).slice(1);
    assert.deepEqual(rows.map((row) => row.split(';')[0]).sort(), ['abater', 'dispensar', 'receber'], 'the list, not the book');
  });

  await step('the company shows its logo, and takes it down again', async () => {
    const logo = join(folder, 'logo.svg');
    await writeFile(logo, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path fill="#157f4f" d="M0 0h3v1H0z"/></svg>');
    await open('/configuracoes');
    await told('A empresa ainda não tem logotipo.');
    await desk.getByLabel('Solte aqui o logotipo').setInputFiles(logo);
    await told('Logotipo salvo');
    const shown = desk.getByRole('img', { name: 'Logotipo' });
    await shown.waitFor();
    assert.ok(await shown.evaluate(async (image) => (await image.decode(), image.naturalWidth > 0)));
    await shown.scrollIntoViewIfNeeded();
    await picture(desk, 'desk-logo');
    await button('Tirar o logotipo').click();
    await told('A empresa ainda não tem logotipo.');
  });

  await step('the signing key is made, shown to be published, and not found in the DNS', async () => {
    await open('/configuracoes?aba=email');
    const form = desk.locator('form').filter({ hasText: 'Domínio que assina' });
    await form.getByLabel('Domínio que assina').fill('padaria.invalid');
    await form.getByRole('button', { name: 'Salvar' }).click();
    await form.getByText('quita._domainkey.padaria.invalid').waitFor();
    await form.getByText(/^v=DKIM1; k=rsa; p=MII/).waitFor();
    await form.scrollIntoViewIfNeeded();
    await picture(desk, 'desk-dkim');
    await form.getByLabel('Domínio que assina').fill('sem ponto');
    await form.getByRole('button', { name: 'Salvar' }).click();
    await form.getByRole('alert').filter({ hasText: 'O domínio deve ser como empresa.com.br' }).waitFor();
  });

  await step('a returns mailbox that does not answer says why', async () => {
    await open('/configuracoes?aba=email');
    const form = desk.locator('form').filter({ hasText: 'Servidor IMAP' });
    await form.getByLabel('Servidor IMAP').fill('localhost');
    await form.getByLabel('Porta').fill('1');
    await form.getByLabel('Usuário').fill('devolucoes');
    await form.locator('input[type=password]').fill('segredo');
    await form.getByLabel('Endereço das devoluções').fill('devolucoes@estrela.example');
    await form.getByRole('button', { name: 'Salvar' }).click();
    await told('Configurações salvas');
    await form.getByRole('button', { name: 'Ler agora' }).click();
    await form.getByRole('alert').filter({ hasText: 'Não foi possível falar com o servidor' }).waitFor();
    await picture(desk, 'desk-returns');
    await form.getByLabel('Servidor IMAP').fill('');
    await form.getByRole('button', { name: 'Salvar' }).click();
    await form.getByRole('alert').waitFor({ state: 'detached' });
  });

  await step('who did it stands in the log, in words', async () => {
    await open('/configuracoes?aba=auditoria');
    for (const text of ['Baixou um título como perda', 'Cancelou um título', 'Dispensou encargos', 'Concedeu abatimento', 'Estornou um recebimento', 'Registrou um recebimento', 'Importou uma planilha de títulos']) {
      await desk.getByRole('row').filter({ hasText: text }).filter({ hasText: 'Rita Alves' }).first().waitFor();
    }
    await picture(desk, 'desk-5-audit');
  });

  await step('in English, too, the console says what it has to say', async () => {
    const contacts = await (await desk.request.get(`${address}/v1/parties`)).json();
    const party = await (await desk.request.get(`${address}/v1/parties/${contacts.items[0].id}`)).json();
    await desk.request.patch(`${address}/v1/parties/${party.id}/contacts/${party.contacts[0].id}`, {
      headers: { 'X-Quita': '1' },
      data: { state: 'bounced', state_reason: 'teste' },
    });
    await desk.evaluate(() => localStorage.setItem('quita.language', 'en'));
    await open('/');
    await desk.getByRole('link', { name: /1 customer with an e-mail that does not work/ }).click();
    await desk.getByRole('heading', { name: 'Customers' }).waitFor();
    await desk.getByRole('row').filter({ hasText: 'João da Conceição' }).waitFor();
    assert.equal(new URL(desk.url()).search, '?contact=bounced');
    await desk.request.patch(`${address}/v1/parties/${party.id}/contacts/${party.contacts[0].id}`, {
      headers: { 'X-Quita': '1' },
      data: { state: 'unknown' },
    });
    await desk.evaluate(() => localStorage.setItem('quita.language', 'pt'));
  });

  await step('the way to say no more leads to its place, on a phone, and a withdrawn link says so', async () => {
    const [{ id }] = (await (await desk.request.get(`${address}/v1/parties`)).json()).items;
    const { url } = await (await desk.request.get(`${address}/v1/parties/${id}/link`)).json();
    const debtor = await freshPage(chromium, { viewport: phone, mobile: true });
    pages.push(debtor);
    const link = url.replace(/^https?:\/\/[^/]+/, address);
    await debtor.goto(`${link}/unsubscribe`);
    assert.equal(new URL(debtor.url()).hash, '#nao-receber');
    const no = debtor.locator('#nao-receber');
    const send = no.getByRole('button');
    await send.waitFor();
    assert.ok(await send.evaluate((one) => one === document.activeElement), 'the button has the focus');
    const box = await send.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= phone.height, 'and stands in the window');
    assert.ok(!(await overflows(debtor)));
    await picture(debtor, 'desk-6-unsubscribe');
    await send.click();
    await no.getByRole('status').waitFor();
    const party = await (await desk.request.get(`${address}/v1/parties/${id}`)).json();
    assert.equal(party.contacts[0].state, 'opted_out');

    await desk.request.post(`${address}/v1/company/renew-links`, { headers: { 'X-Quita': '1' } });
    const refused = debtor.waitForResponse((answer) => answer.url().endsWith('/data'));
    await debtor.goto(link);
    assert.equal((await refused).status(), 404);
    await debtor.getByRole('heading', { name: /não vale mais/ }).waitFor();
    assert.ok(!(await debtor.locator('body').innerText()).includes('João'));
    await picture(debtor, 'desk-7-withdrawn');
  });

  const renewed = 'chuva boa no fim da tarde';
  await step('she forgot her password: the mail that left leads to a new one, once', async () => {
    await leave();
    await desk.getByRole('link', { name: 'Esqueci a senha' }).click();
    await field('E-mail').fill(owner.email);
    await desk.locator('form button').click();
    const letter = await mail.mail((one) => /senha/i.test(one.subject), 'about the password');
    assert.deepEqual(letter.envelope.to, [owner.email]);
    const link = /https?:\/\/\S+\/redefinir-senha\?token=[\w-]+/.exec(letter.text)[0];
    const here = link.replace(/^https?:\/\/[^/]+/, address);
    await desk.goto(here);
    await desk.locator('input[type=password]').fill(renewed);
    await button('Criar a senha').click();
    await told('Senha criada. Agora entre com ela.');
    await desk.goto(here);
    await desk.locator('input[type=password]').fill('outra senha qualquer');
    await button('Criar a senha').click();
    await desk.getByRole('alert').waitFor();
    await open('/entrar');
    await enter(owner.password);
    await desk.getByRole('alert').waitFor();
    await desk.locator('input[type=password]').fill(renewed);
    await button('Entrar').click();
    await desk.getByRole('heading', { name: 'Início' }).waitFor();
  });

  await step('with a second factor, the password alone does not open', async () => {
    await open('/configuracoes?aba=seguranca');
    await button('Configurar').click();
    const secret = (await desk.getByText(/^([A-Z2-7]{4} ?){8}$/).innerText()).trim();
    await desk.locator('input[autocomplete=one-time-code]').first().click();
    await desk.keyboard.type(totp(secret));
    await button('Ligar o segundo fator').click();
    await told('Códigos de recuperação');
    const codes = (await desk.locator('main pre').innerText()).trim().split('\n');
    assert.equal(codes.length, 10);
    await button('Já guardei').click();
    await picture(desk, 'desk-8-totp');

    await leave();
    await enter(renewed);
    await field('Código de seis dígitos').fill('000000');
    await button('Entrar').click();
    await desk.getByRole('alert').waitFor();
    // A code counts once: the next one.
    await field('Código de seis dígitos').fill(totp(secret, 1));
    await button('Entrar').click();
    await desk.getByRole('heading', { name: 'Início' }).waitFor();

    await leave();
    await enter(renewed);
    await field('Código de seis dígitos').fill(codes[0]);
    await button('Entrar').click();
    await desk.getByRole('heading', { name: 'Início' }).waitFor();
  });

  await step('the laws hold over all that was written, and no page complained', async () => {
    assert.match(await quita('check', '--data', data), /0 violação/);
    for (const page of pages) assert.deepEqual(page.troubles, []);
  });
});
