import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/pt-br';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { ApiError, whenSignedOut } from '../api/client';
import { language, setLanguage, storedLanguage } from '../i18n';
import { App } from './App';
import { pageNonce } from './nonce';
import { makeTheme, variables } from './theme';

// Mantine and the scroll lock put <style> elements into the page; the server's policy lets them
// pass by the nonce it wrote into this very page.
setNonce(pageNonce);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status >= 500),
    },
  },
});
whenSignedOut(() => client.invalidateQueries({ queryKey: ['me'] }));

await setLanguage(storedLanguage());

createRoot(document.getElementById('root')!).render(
  <MantineProvider
    theme={makeTheme()}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    getStyleNonce={() => pageNonce}
  >
    <DatesProvider settings={{ locale: language() === 'en' ? 'en' : 'pt-br', firstDayOfWeek: 0 }}>
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" />
        <App />
      </QueryClientProvider>
    </DatesProvider>
  </MantineProvider>,
);
