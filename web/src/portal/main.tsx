import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { call, Refusal, type PortalData } from './data';
import { Page } from './Page';
import './portal.css';
import { t } from './words';

function Portal() {
  const [data, setData] = useState<PortalData | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = () => {
    setError(null);
    call<PortalData>('GET', '/data').then(setData, setError);
  };
  useEffect(load, []);
  if (data) return <Page data={data} reload={load} />;
  if (error) return <Failed error={error} retry={load} />;
  return (
    <main class="page waiting" aria-busy="true">
      <p>{t('loading')}</p>
    </main>
  );
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  // A wrong or withdrawn link cannot be mended by trying again.
  const gone = error instanceof Refusal && error.status >= 400 && error.status < 500;
  return (
    <main class="page waiting">
      <h1>{gone ? t('error.link') : t('error')}</h1>
      <p>{gone ? t('error.link.text') : t('error.text')}</p>
      {!gone && (
        <button class="primary" onClick={retry}>
          {t('retry')}
        </button>
      )}
    </main>
  );
}

render(<Portal />, document.getElementById('root')!);
