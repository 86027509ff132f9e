import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PortalKey as Key } from '../i18n/portal';
import { call } from './data';
import { t } from './words';

/** How long the thanks stand before the page is read anew. */
const shown_ms = 6000;

interface TellProps<Answer> {
  path: string;
  body: unknown;
  words: { open: Key; send: Key; text: string; done: (answer: Answer) => string };
  disabled?: boolean;
  reload: () => void;
  children: ComponentChildren;
}

/** A folded form that tells the company one thing, and then says that it was heard. */
export function Tell<Answer>(props: TellProps<Answer>) {
  const { path, body, words, disabled, reload, children } = props;
  const [done, setDone] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      setDone(words.done(await call<Answer>('POST', path, body)));
      setTimeout(reload, shown_ms);
    } catch (refused) {
      setError((refused as Error).message || t('error.text'));
    } finally {
      setBusy(false);
    }
  };
  if (done) {
    return (
      <p class="notice" role="status">
        {done}
      </p>
    );
  }
  return (
    <details>
      <summary class="button">{t(words.open)}</summary>
      <form onSubmit={send}>
        <p class="small">{words.text}</p>
        {children}
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        <button class="primary" disabled={busy || disabled}>
          {t(words.send)}
        </button>
      </form>
    </details>
  );
}
