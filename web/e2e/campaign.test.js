// A campaign from its filter to its result: preview, launch once, the discounted sum in the portal,
// its payment that settles the title, and the comparison with those held back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPage, namelessFields, phone, picture } from './support/browser.js';
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

test('a campaign, from its filter to its result', { timeout: 240_000 }, async (t) => {
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
    for (let at = 0; at < 10; ++at) {
      const party = await ask('POST', '/v1/parties', {
        document: cpf(`52998${String(1000 + at)}`), name: `Cliente ${at}`,
        contacts: [{ channel: 'email', value: `c${at}@exemplo.example` }],
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
    await told('Você pode dar até 100% dos encargos e 40% do principal.');
    await button('Ver quem seria avisado').click();
    await told('Quem seria avisado hoje');
    await told('R$ 7.200,00');
    await look('campaign-1-new');
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

  await step('what it brought, against those held back', async () => {
    await open('/campanhas');
    await desk.getByText('Acerto de fim de ano').click();
    await told('1 de 8 títulos');
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
