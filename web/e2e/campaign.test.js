// A campaign from its filter to its result: preview, launch once, the discounted sum in the portal,
// its payment that settles the title, and the comparison with those held back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desk as desk_size, freshPage, namelessFields, overflows, phone, picture } from './support/browser.js';
import { daysFrom, today } from './support/invoice.js';
import { bakery } from './support/office.js';

/** A CPF with its check digits, of nine digits. */
function cpf(base) {
  const digit = (text) => {
    const sum = [...text].reduce((total, each, at) => total + Number(each) * (text.length + 1 - at), 0);
    return ((sum * 10) % 11) % 10;
  };
  const first = digit(base);
  return `${base}${first}${digit(`${base}${first}`)}`;
}

test('a campaign, from its filter to its result', { timeout: 600_000 }, async (t) => {
  const {
    desk, address, chromium, pages, step, open, button, told, dialog, ask, look, logIn,
  } = await bakery(t, 'campaign');
  const input = (label) =>
    desk.getByLabel(new RegExp(`^${label}`)).and(desk.locator('input:not([type=hidden])')).first();
  const titles = new Map();
  const parties = new Map();

  await step('she logs in; ten customers are forty days late', async () => {
    await logIn();
    await ask('POST', '/v1/accounts', {
      bank: '341', name: 'Itaú', agency: '0810', account: '53678', account_digit: '9', wallet: '109',
      layout: 'CNAB400', pix_key: 'cobranca@padaria.example',
    });
    // Nobody answers there: by e-mail first, no SMS leaves.
    await ask('PUT', '/v1/settings/sms', {
      enabled: true, provider: 'kannel', url: 'http://127.0.0.1:9/cgi-bin/sendsms', user: 'padaria',
      secret: 'segredo', price_per_thousand: 6_500,
    });
    for (let at = 0; at < 10; ++at) {
      const party = await ask('POST', '/v1/parties', {
        document: cpf(`52998${String(1000 + at)}`), name: `Cliente ${at}`,
        contacts: [
          { channel: 'email', value: `c${at}@exemplo.example` },
          { channel: 'phone', value: `119876543${10 + at}` },
        ],
      });
      const title = await ask('POST', '/v1/titles', {
        party_id: party.id, number: `N${at}`, issue_date: daysFrom(today(), -70),
        due_date: daysFrom(today(), -40), amount: 100_000,
        terms: { fine_ppm: 20_000, interest_mode: 'none' },
      });
      titles.set(party.id, title.id);
      parties.set(party.id, party.name);
    }
  });

  await step('a draft: whom, how much, until when; who would be told', async () => {
    await open('/campanhas/nova');
    await input('Nome').fill('Acerto de fim de ano');
    await input('Dos encargos').fill('100');
    await input('Do principal').fill('10');
    await input('Grupo de controle').fill('20');
    await desk.keyboard.press('Tab');
    await told('Você pode dar até 100% dos encargos e 40% do principal, e parcelar em até 12 vezes.');
    await input('Parcelas, até').fill('4');
    await input('Canais, na ordem').press('ArrowDown');
    await desk.getByRole('option', { name: 'SMS' }).click();
    await desk.keyboard.press('Escape');
    await button('Ver quem seria avisado').click();
    await told('Quem seria avisado hoje');
    await told('0 pessoas primeiro, até 8 se o resto falhar');
    await told('cerca de 1 SMS por pessoa');
    await told(/R\$\s0,00, até R\$\s0,52/);
    await told('R$ 7.200,00');
    // The mail's frame is never idle for the browser: the pictures are taken without waiting for it.
    assert.deepEqual(await namelessFields(desk), []);
    assert.ok(!(await overflows(desk)));
    await picture(desk, 'campaign-1-new', { whole: true });
    await desk.setViewportSize(phone);
    await picture(desk, 'campaign-1-new-phone', { whole: true });
    await desk.setViewportSize(desk_size);
    await desk.locator('label').filter({ hasText: /^SMS$/ }).click();
    await told('1 SMS ·');
    await button('Salvar rascunho').click();
    await told('Rascunho salvo');
  });

  await step('it is launched once', async () => {
    await desk.getByRole('heading', { name: 'Acerto de fim de ano' }).waitFor();
    await button('Lançar campanha').click();
    await dialog.getByRole('button', { name: 'Lançar campanha' }).click();
    await told('Campanha lançada');
    await told('0 de 8 títulos');
    const id = desk.url().split('/').pop();
    const again = await desk.request.post(`${address}/v1/campaigns/${id}/launch`, { headers: { 'X-Quita': '1' } });
    assert.equal(again.status(), 409);
  });

  const customer = await freshPage(chromium, { viewport: phone, mobile: true });
  pages.push(customer);

  await step('the portal shows the discounted sum, with a Pix of exactly that, to the drawn alone', async () => {
    let offered = 0;
    for (const id of titles.keys()) {
      const { url } = await ask('GET', `/v1/parties/${id}/link`);
      const page = url.replace(/^https?:\/\/[^/]+/, address);
      const seen = await (await desk.request.get(`${page}/data`)).json();
      assert.equal(seen.open[0].total_today, 102_000);
      if (!seen.open[0].offer) continue;
      ++offered;
      assert.equal(seen.open[0].offer.pays, 90_000);
      assert.match(seen.open[0].br_code, /5406900\.00/);
      if (offered > 1) continue;
      await customer.goto(page);
      await customer.getByText('Com desconto, até').waitFor();
      await customer.getByText('R$ 900,00').first().waitFor();
      assert.deepEqual(await namelessFields(customer), []);
      await picture(customer, 'campaign-2-portal', { whole: true });
      const slip = await desk.request.get(`${page}/titles/${titles.get(id)}/slip.pdf`);
      assert.equal(slip.status(), 200);
      await ask('POST', `/v1/titles/${titles.get(id)}/receipts`, { amount: 90_000 });
      const title = await ask('GET', `/v1/titles/${titles.get(id)}`);
      assert.equal(title.state, 'paid');
      const journal = await ask('GET', `/v1/titles/${titles.get(id)}/journal`);
      const given = journal.items.filter((entry) => entry.note === 'Acerto de fim de ano');
      assert.deepEqual(given.map((entry) => [entry.kind, entry.amount]).sort(), [
        ['discount', 10_000],
        ['waiver', 2_000],
      ]);
    }
    assert.equal(offered, 8);
  });

  await step('another takes instalments in the portal, and reads what they are', async () => {
    for (const id of titles.keys()) {
      const { url } = await ask('GET', `/v1/parties/${id}/link`);
      const page = url.replace(/^https?:\/\/[^/]+/, address);
      const seen = await (await desk.request.get(`${page}/data`)).json();
      if (!seen.instalments) continue;
      assert.deepEqual(seen.instalments.plans.map((plan) => plan.count), [2, 3, 4]);
      assert.equal(seen.instalments.sum, 90_000);
      await customer.goto(page);
      await customer.getByRole('heading', { name: 'Pagar em parcelas' }).waitFor();
      await customer.getByText('Em vez de R$ 1.020,00, são R$ 900,00.').waitFor();
      await customer.getByRole('radio', { name: /3 × R\$\s303,00/ }).check();
      await customer.getByText('Ver as datas').click();
      assert.deepEqual(await namelessFields(customer), []);
      await picture(customer, 'campaign-4-instalments', { whole: true });
      await customer.getByRole('button', { name: 'Aceitar em 3 parcelas' }).click();
      await customer.getByText('Acordo feito!').waitFor();
      // The same click again is the same agreement.
      const { offer_id } = seen.instalments;
      const again = await customer.request.post(`${page}/agreements`, {
        data: { offer_id, instalments: 3, total: 90_900 },
      });
      assert.equal(again.status(), 200, await again.text());
      assert.equal((await again.json()).number, 1);
      await customer.reload();
      await customer.getByRole('heading', { name: 'Seu acordo 1' }).waitFor();
      await customer.getByText('Título AC1-1').first().waitFor();
      await picture(customer, 'campaign-5-agreed', { whole: true });
      const after = await (await desk.request.get(`${page}/data`)).json();
      assert.deepEqual(after.open.map((title) => [title.number, title.amount]), [
        ['AC1-1', 30_300], ['AC1-2', 30_300], ['AC1-3', 30_300],
      ]);
      assert.ok(after.open.every((title) => title.br_code && title.has_slip));
      assert.equal((await ask('GET', `/v1/titles/${titles.get(id)}`)).state, 'renegotiated');
      break;
    }
  });

  await step('the agreement at the desk: its instalments, a payment, and its end', async () => {
    await open('/acordos');
    await told('Em curso');
    await look('agreements-1-list');
    const { items } = await ask('GET', '/v1/agreements');
    const made = await ask('GET', `/v1/agreements/${items[0].id}`);
    await ask('POST', `/v1/titles/${made.instalments[0].title_id}/receipts`, { amount: 30_300 });
    await open(`/acordos/${made.id}`);
    await desk.getByRole('heading', { name: 'Acordo 1' }).waitFor();
    await told('1 de 3');
    await look('agreements-2-page');
    await button('Desfazer o acordo').click();
    await dialog.getByLabel('Por quê?').fill('vai preso');
    await dialog.getByRole('button', { name: 'Desfazer o acordo' }).click();
    await dialog.getByText('ninguém é preso por dívida civil').waitFor();
    await dialog.getByLabel('Por quê?').fill('feito por engano');
    await dialog.getByRole('button', { name: 'Desfazer o acordo' }).click();
    await told('Desfeito');
    const old = await ask('GET', `/v1/titles/${made.titles[0].title_id}`);
    assert.equal(old.state, 'partly_paid');
    assert.equal(old.total_today, 102_000 - 30_300);
  });

  await step('what it brought, against those held back', async () => {
    await open('/campanhas');
    await desk.getByText('Acerto de fim de ano').click();
    await told('1 de 8 títulos');
    await told('1 acordo em parcelas, de R$ 909,00; desfeitos: 1');
    await told('A diferença não se distingue do acaso');
    await told('R$ 100,00 do principal, R$ 20,00 dos encargos');
    await look('campaign-3-result');
    await button('Encerrar hoje').click();
    await dialog.getByRole('button', { name: 'Encerrar hoje' }).click();
    await told('Campanha encerrada');
    await told('Encerrada');
  });

  assert.deepEqual(desk.troubles, []);
  assert.deepEqual(customer.troubles, []);
});
