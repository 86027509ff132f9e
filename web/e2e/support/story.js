// What the tests that tell a story share: its steps, and the figures of the first screen.
import { picture } from './browser.js';
import { centavos } from './money.js';

/** Steps in order: the first that fails ends the test, and leaves a picture of each page. */
export function steps(t, pages) {
  return async (name, work) => {
    let failure;
    await t.test(name, async () => {
      try {
        await work();
      } catch (error) {
        failure = error;
        for (const [index, page] of pages.entries()) {
          await picture(page, `failed-${index + 1}`).catch(() => {});
          for (const line of [...page.troubles, ...page.refusals]) t.diagnostic(`page ${index + 1}: ${line}`);
        }
        throw error;
      }
    });
    if (failure) throw new Error(`stopped at "${name}"`);
  };
}

/** The figures of the first screen as it shows them, in centavos. */
export async function board(page, address) {
  await page.goto(`${address}/`);
  const figure = async (label) => {
    const card = page.getByRole('link').filter({ hasText: label }).filter({ hasText: 'R$' }).first();
    return centavos((await card.innerText()).slice(label.length));
  };
  return {
    open: await figure('A receber'),
    overdue: await figure('Vencido'),
    received: await figure('Recebido no mês'),
  };
}
