import { useState } from 'preact/hooks';
import { base, type OpenTitle } from './data';
import { Dispute, PayLater } from './Talk';
import { Tell } from './Tell';
import { day, dueWords, money, t } from './words';

interface Props {
  title: OpenTitle;
  today: string;
  reload: () => void;
}
type PayProps = Props & { promiseUntil?: string | null };

/** What is owed today for one title, why, and every way to pay it. */
export function Pay({ title, today, promiseUntil, reload }: PayProps) {
  return (
    <section class="card">
      <h1 class="what">{title.description || t('number', { number: title.number })}</h1>
      <p class={title.days_late > 0 ? 'due late' : 'due'}>
        {t('number', { number: title.number })} · {dueWords(title, today)}
      </p>
      {title.offer ? (
        <>
          <p class="small">{t('offer', { date: day(title.offer.until) })}</p>
          <p class="amount">{money(title.offer.pays)}</p>
          <p class="notice">
            {t('offer.text', { name: title.offer.name, amount: money(title.total_today) })}
          </p>
        </>
      ) : (
        <>
          <p class="small">{t('today', { date: day(today) })}</p>
          <p class="amount">{money(title.total_today)}</p>
        </>
      )}
      {title.explanation.length > 1 && (
        <details class="explain">
          <summary>{t('explain')}</summary>
          {title.explanation.map((line) => (
            <div class="row" key={line.label}>
              <span>{line.label}</span>
              <span class="figure">{money(line.amount)}</span>
            </div>
          ))}
          <div class="row sum">
            <span>{t('today', { date: day(today) })}</span>
            <span class="figure">{money(title.total_today)}</span>
          </div>
        </details>
      )}
      {title.money_in_flight && (
        <p class="notice" role="status">
          {t('in_flight')}
        </p>
      )}
      {title.promised_on && (
        <p class="notice" role="status">
          {t('promised', { date: day(title.promised_on) })}
        </p>
      )}
      {title.disputed && (
        <p class="notice" role="status">
          {t('disputed')}
        </p>
      )}
      {title.br_code && (
        <>
          <Copy text={title.br_code} label={t('copy.pix')} done={t('copied.pix')} primary />
          <p class="small">{t('pix.how')}</p>
          {title.qr_svg && <Qr svg={title.qr_svg} />}
        </>
      )}
      {title.offer && title.line && <p class="small">{t('offer.slip')}</p>}
      {title.line && (
        <Copy
          text={title.line}
          label={t('copy.line')}
          done={t('copied.line')}
          primary={!title.br_code}
        />
      )}
      {title.has_slip && (
        <a class="button" href={`${base}/titles/${title.id}/slip.pdf`} download>
          {t('pdf')}
        </a>
      )}
      {!title.money_in_flight && <ToldPaid title={title} today={today} reload={reload} />}
      {promiseUntil && !title.promised_on && !title.disputed && (
        <PayLater title={title} today={today} until={promiseUntil} reload={reload} />
      )}
      {!title.disputed && <Dispute title={title} today={today} reload={reload} />}
    </section>
  );
}

// The picture is drawn by the server; as an image it cannot run anything.
function Qr({ svg }: { svg: string }) {
  return (
    <details>
      <summary>{t('qr')}</summary>
      <img class="qr" alt={t('qr.alt')} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
    </details>
  );
}

function Copy({
  text,
  label,
  done,
  primary,
}: {
  text: string;
  label: string;
  done: string;
  primary?: boolean;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      setTimeout(() => setState('idle'), 4000);
    } catch {
      // Without https, or where the browser says no: the code itself is shown to be marked.
      setState('failed');
    }
  };
  return (
    <>
      <button class={primary ? 'primary' : ''} onClick={copy}>
        <span aria-live="polite">{state === 'copied' ? `✓ ${done}` : label}</span>
      </button>
      {state === 'failed' && (
        <p class="small">
          {t('copy.failed')}
          <textarea
            class="code"
            readOnly
            rows={4}
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        </p>
      )}
    </>
  );
}

/** A payment that is scheduled for later than this is a promise (dunning/hold.h). */
const scheduled_days_max = 10;
const plusDays = (iso: string, days: number) =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function ToldPaid({ title, today, reload }: Props) {
  const [on, setOn] = useState(today);
  const [note, setNote] = useState('');
  return (
    <Tell<{ held_until?: string | null } | undefined>
      path={`/titles/${title.id}/told-paid`}
      body={{ ...(on ? { on } : {}), ...(note ? { note } : {}) }}
      reload={reload}
      words={{
        open: 'told',
        send: 'told.send',
        text: t('told.text'),
        done: (answer) =>
          answer?.held_until
            ? t('told.done', { date: day(answer.held_until) })
            : t('told.done.open'),
      }}
    >
      <label>
        {t('told.on')}
        <input
          type="date"
          max={plusDays(today, scheduled_days_max)}
          value={on}
          onInput={(event) => setOn(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('told.note')}
        <input
          maxLength={200}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
    </Tell>
  );
}
