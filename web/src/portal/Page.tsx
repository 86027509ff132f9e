import { useState } from 'preact/hooks';
import { base, type OpenTitle, type PortalData } from './data';
import { Contacts, Doubts, OptOut } from './Self';
import { Agreed, Instalments } from './Instalments';
import { Pay } from './Pay';
import { changeLanguage, day, dueWords, money, t } from './words';

/** One column: who charges, what for, how much today, and how to pay; the rest comes after. */
export function Page({ data, reload }: { data: PortalData; reload: () => void }) {
  const { company, open } = data;
  const [chosen, setChosen] = useState(open[0]?.id);
  const title = open.find((one) => one.id === chosen) ?? open[0];
  return (
    <main class="page">
      {company.demo && <p class="demo">{t('demo')}</p>}
      <header>
        {company.has_logo && <img class="logo" src={`${base}/logo`} alt="" />}
        <p class="company">{company.trade_name || company.legal_name}</p>
        {company.trade_name !== company.legal_name && <p class="small">{company.legal_name}</p>}
        <p class="small">
          {company.document.length === 14 ? 'CPF' : 'CNPJ'} {company.document}
        </p>
      </header>
      <p class="hello">
        {t('hello', { name: data.party.name })}{' '}
        <span class="small">({data.party.document_masked})</span>
      </p>
      {title ? (
        <Pay
          key={title.id}
          title={title}
          today={data.business_date}
          promiseUntil={data.promise_until}
          reload={reload}
        />
      ) : (
        <section class="card">
          <h1>{t('nothing')}</h1>
          <p>{t('nothing.text')}</p>
        </section>
      )}
      {data.instalments && <Instalments offer={data.instalments} reload={reload} />}
      {data.agreements.map((agreement) => (
        <Agreed key={agreement.number} agreement={agreement} />
      ))}
      {open.length > 1 && (
        <Others
          titles={open.filter((one) => one.id !== title?.id)}
          total={data.total_today}
          today={data.business_date}
          choose={(id) => {
            setChosen(id);
            scrollTo({ top: 0, behavior: 'smooth' });
          }}
        />
      )}
      {data.paid.length > 0 && (
        <details class="card">
          <summary>{t('paid')}</summary>
          {data.paid.map((paid) => (
            <div class="row" key={paid.number}>
              <span>
                {paid.description || t('number', { number: paid.number })}
                <span class="small block">
                  {paid.paid_on && t('paid.on', { date: day(paid.paid_on) })}
                </span>
              </span>
              <span class="figure">{money(paid.amount)}</span>
            </div>
          ))}
        </details>
      )}
      {data.invoices.length > 0 && (
        <details class="card">
          <summary>{t('invoices')}</summary>
          {data.invoices.map((invoice) => (
            <div class="row" key={invoice.key}>
              <span>
                {t('invoice', { number: invoice.number, date: day(invoice.issue_date) })}
                <span class="small block key">{invoice.key.replace(/(.{4})/g, '$1 ')}</span>
              </span>
              <span class="figure">{money(invoice.amount)}</span>
            </div>
          ))}
        </details>
      )}
      <a class="button" href={`${base}/extrato.pdf`} download>
        {t('statement')}
      </a>
      <Contacts contacts={data.party.contacts} reload={reload} />
      <OptOut />
      <Doubts company={company} />
      <footer class="small">
        <p>{company.address}</p>
        <p>{t('footer')}</p>
        <button class="link" onClick={changeLanguage}>
          {t('language')}
        </button>
      </footer>
    </main>
  );
}

interface OthersProps {
  titles: OpenTitle[];
  total: number;
  today: string;
  choose: (id: string) => void;
}

function Others({ titles, total, today, choose }: OthersProps) {
  return (
    <section class="card">
      <h2>{t('others')}</h2>
      {titles.map((title) => (
        <button class="row pick" key={title.id} onClick={() => choose(title.id)}>
          <span>
            {title.description || t('number', { number: title.number })}
            <span class="small block">
              {title.money_in_flight ? t('in_flight') : dueWords(title, today)}
            </span>
          </span>
          <span class="figure">{money(title.total_today)} ›</span>
        </button>
      ))}
      <div class="row sum">
        <span>{t('total', { date: day(today) })}</span>
        <span class="figure">{money(total)}</span>
      </div>
    </section>
  );
}
