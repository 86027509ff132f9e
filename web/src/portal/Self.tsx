import { useEffect, useRef, useState } from 'preact/hooks';
import { formatPhone } from '../format/people';
import { call, type PortalData } from './data';
import { t } from './words';

interface ContactsProps {
  contacts: PortalData['party']['contacts'];
  reload: () => void;
}

export function Contacts({ contacts, reload }: ContactsProps) {
  const first = (channel: string) =>
    contacts.find((contact) => contact.channel === channel)?.value ?? '';
  const before = { email: first('email'), phone: formatPhone(first('phone')) };
  const [email, setEmail] = useState(before.email);
  const [phone, setPhone] = useState(before.phone);
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const save = async (event: Event) => {
    event.preventDefault();
    const changed = {
      ...(email && email !== before.email ? { email } : {}),
      ...(phone && phone !== before.phone ? { phone } : {}),
    };
    try {
      await call('PATCH', '/contacts', changed);
      setSaid({ text: t('contact.done'), bad: false });
      reload();
    } catch (refused) {
      setSaid({ text: (refused as Error).message || t('error.text'), bad: true });
    }
  };
  return (
    <details class="card">
      <summary>{t('contact')}</summary>
      <form onSubmit={save}>
        <p class="small">{t('contact.text')}</p>
        <label>
          {t('contact.email')}
          <input
            type="email"
            autoComplete="email"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </label>
        <label>
          {t('contact.phone')}
          <input
            type="tel"
            autoComplete="tel"
            value={phone}
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        </label>
        {said && (
          <p class={said.bad ? 'error' : 'notice'} role="status">
            {said.text}
          </p>
        )}
        <button disabled={email === before.email && phone === before.phone}>
          {t('contact.save')}
        </button>
      </form>
    </details>
  );
}

/** Where the letters' "não quero receber" and the mail programs' unsubscribe lead. */
const optOutAnchor = 'nao-receber';

export function OptOut() {
  const [said, setSaid] = useState('');
  const place = useRef<HTMLDetailsElement>(null);
  // The page is drawn after the browser looked for its anchor: the way there is gone here.
  useEffect(() => {
    const go = () => {
      if (location.hash !== `#${optOutAnchor}` || !place.current) return;
      place.current.open = true;
      place.current.scrollIntoView({ block: 'center' });
      place.current.querySelector('button')?.focus({ preventScroll: true });
    };
    go();
    addEventListener('hashchange', go);
    return () => removeEventListener('hashchange', go);
  }, []);
  const send = () =>
    call('POST', '/opt-out', { channel: 'email' }).then(
      () => setSaid(t('optout.done')),
      (refused: Error) => setSaid(refused.message || t('error.text')),
    );
  return (
    <details class="card" id={optOutAnchor} ref={place}>
      <summary>{t('optout')}</summary>
      <p class="small">{t('optout.text')}</p>
      {said ? (
        <p class="notice" role="status">
          {said}
        </p>
      ) : (
        <button onClick={send}>{t('optout.send')}</button>
      )}
    </details>
  );
}

export function Doubts({ company }: { company: PortalData['company'] }) {
  const name = company.trade_name || company.legal_name;
  return (
    <section class="card">
      <h2>{t('doubts', { name })}</h2>
      <p class="small">{t('doubts.text', { name })}</p>
      {company.phone && (
        <a class="button" href={`tel:${company.phone}`}>
          {t('call')} {formatPhone(company.phone)}
        </a>
      )}
      {company.email && (
        <a class="button" href={`mailto:${company.email}`}>
          {t('write')} {company.email}
        </a>
      )}
    </section>
  );
}
