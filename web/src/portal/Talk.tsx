import { useState } from 'preact/hooks';
import type { OpenTitle } from './data';
import { Tell } from './Tell';
import { day, t } from './words';

interface Props {
  title: OpenTitle;
  today: string;
  reload: () => void;
}

/** "Prometo pagar em…", within the company's limit. */
export function PayLater({ title, today, until, reload }: Props & { until: string }) {
  const [on, setOn] = useState('');
  return (
    <Tell
      path={`/titles/${title.id}/promise`}
      body={{ on }}
      disabled={!on}
      reload={reload}
      words={{
        open: 'promise',
        send: 'promise.send',
        text: t('promise.text', { date: day(until) }),
        done: () => t('promise.done', { date: day(on) }),
      }}
    >
      <label>
        {t('promise.on')}
        <input
          type="date"
          min={today}
          max={until}
          value={on}
          onInput={(event) => setOn(event.currentTarget.value)}
        />
      </label>
    </Tell>
  );
}

/** "Não reconheço esta cobrança". */
export function Dispute({ title, reload }: Props) {
  const [text, setText] = useState('');
  return (
    <Tell
      path={`/titles/${title.id}/dispute`}
      body={{ text }}
      disabled={!text.trim()}
      reload={reload}
      words={{
        open: 'dispute',
        send: 'dispute.send',
        text: t('dispute.text'),
        done: () => t('dispute.done'),
      }}
    >
      <label>
        {t('dispute.field')}
        <textarea
          rows={4}
          maxLength={1000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
    </Tell>
  );
}
