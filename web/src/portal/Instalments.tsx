import { useState } from 'preact/hooks';
import { call, type AgreementData, type InstalmentOffer, type InstalmentPlan } from './data';
import { day, money, t } from './words';

/** How long the thanks stand before the page is read anew. */
const shown_ms = 6000;

/** "entrada de R$ 300,00 e 2 × R$ 355,25", "3 × R$ 303,00". */
function planWords(plan: InstalmentPlan): string {
  const [first, second] = plan.instalments;
  const amount = money(second.amount);
  // The last takes the centavos, so that equal parts are told by the others.
  return Math.abs(first.amount - second.amount) < plan.count
    ? t('instalments.equal', { count: plan.count, amount })
    : t('instalments.first', { first: money(first.amount), count: plan.count - 1, amount });
}

/** An offer to pay late titles in instalments, and the click that takes it. */
export function Instalments({ offer, reload }: { offer: InstalmentOffer; reload: () => void }) {
  const [count, setCount] = useState(offer.plans[0].count);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  const [error, setError] = useState('');
  const plan = offer.plans.find((one) => one.count === count) ?? offer.plans[0];
  const accept = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await call<AgreementData>('POST', '/agreements', {
        offer_id: offer.offer_id,
        instalments: plan.count,
        total: plan.total,
      });
      setDone(
        t('instalments.done', {
          date: day(plan.instalments[0].due_date),
          amount: money(plan.instalments[0].amount),
        }),
      );
      setTimeout(reload, shown_ms);
    } catch (refused) {
      setError((refused as Error).message || t('error.text'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card">
      <h2>{t('instalments')}</h2>
      <p class="small">{t('instalments.until', { name: offer.name, date: day(offer.until) })}</p>
      {done ? (
        <p class="notice" role="status">
          {done}
        </p>
      ) : (
        <form onSubmit={accept}>
          <fieldset class="choices">
            <legend class="small">
              {offer.sum < offer.owed
                ? t('instalments.less', { owed: money(offer.owed), sum: money(offer.sum) })
                : t('instalments.of', { sum: money(offer.sum) })}
            </legend>
            {offer.plans.map((one) => (
              <label class="choice" key={one.count}>
                <input
                  type="radio"
                  name="plan"
                  checked={one.count === plan.count}
                  onChange={() => setCount(one.count)}
                />
                <span>
                  {planWords(one)}
                  <span class="small block">
                    {one.interest > 0
                      ? t('instalments.interest', {
                          total: money(one.total),
                          interest: money(one.interest),
                        })
                      : t('instalments.free', { total: money(one.total) })}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <details class="explain">
            <summary>{t('instalments.dates')}</summary>
            {plan.instalments.map((one) => (
              <div class="row" key={one.due_date}>
                <span>{day(one.due_date)}</span>
                <span class="figure">{money(one.amount)}</span>
              </div>
            ))}
          </details>
          <p class="small">
            {t('instalments.terms', {
              titles: offer.numbers.join(', '),
              days: offer.break_days,
            })}
          </p>
          {error && (
            <p class="error" role="alert">
              {error}
            </p>
          )}
          <button class="primary" disabled={busy}>
            {t('instalments.accept', { count: plan.count })}
          </button>
        </form>
      )}
    </section>
  );
}

/** What he agreed to, and how far it is. */
export function Agreed({ agreement }: { agreement: AgreementData }) {
  return (
    <section class="card">
      <h2>{t('agreed', { number: agreement.number })}</h2>
      <p class="small">
        {t('agreed.on', { date: day(agreement.signed_on), total: money(agreement.total) })}
      </p>
      {agreement.instalments.map((one) => (
        <div class="row" key={one.due_date}>
          <span>
            {day(one.due_date)}
            {one.state === 'paid' && <span class="small"> · ✓ {t('agreed.paid')}</span>}
          </span>
          <span class="figure">{money(one.amount)}</span>
        </div>
      ))}
      <p class="small">{t('agreed.terms', { days: agreement.break_days })}</p>
    </section>
  );
}
