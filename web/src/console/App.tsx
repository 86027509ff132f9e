import { lazy, Suspense, type ComponentType } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Shell } from './Shell';
import { SignedIn } from './session';
import { Waiting } from './components/states';
import { NotFound } from './screens/NotFound';
import { ForgotPassword, Login, ResetPassword } from './screens/Login';

type Screen = () => Promise<Record<string, ComponentType<never>>>;
const load = (screen: Screen, name: string) =>
  lazy(async () => ({ default: (await screen())[name] as ComponentType }));

// Addresses are Portuguese, as the screens are; each screen is fetched when first opened.
const screens: [string, ComponentType][] = [
  ['/', load(() => import('./screens/home/Home'), 'Home')],
  ['/recebiveis', load(() => import('./screens/titles/Titles'), 'Titles')],
  ['/recebiveis/novo', load(() => import('./screens/titles/NewTitle'), 'NewTitle')],
  ['/recebiveis/:id', load(() => import('./screens/titles/TitlePage'), 'TitlePage')],
  ['/importar', load(() => import('./screens/imports/Imports'), 'Imports')],
  ['/clientes', load(() => import('./screens/parties/Parties'), 'Parties')],
  ['/clientes/novo', load(() => import('./screens/parties/NewParty'), 'NewParty')],
  ['/clientes/:id', load(() => import('./screens/parties/PartyPage'), 'PartyPage')],
  ['/trabalho', load(() => import('./screens/desk/Work'), 'Work')],
  ['/acordos', load(() => import('./screens/agreements/Agreements'), 'Agreements')],
  ['/acordos/:id', load(() => import('./screens/agreements/AgreementPage'), 'AgreementPage')],
  ['/campanhas', load(() => import('./screens/campaigns/Campaigns'), 'Campaigns')],
  ['/campanhas/nova', load(() => import('./screens/campaigns/NewCampaign'), 'NewCampaign')],
  ['/campanhas/:id', load(() => import('./screens/campaigns/CampaignPage'), 'CampaignPage')],
  ['/regua', load(() => import('./screens/dunning/Dunning'), 'Dunning')],
  ['/mensagens', load(() => import('./screens/messages/Messages'), 'Messages')],
  ['/banco', load(() => import('./screens/bank/Bank'), 'Bank')],
  ['/banco/remessas/:id', load(() => import('./screens/bank/RemittancePage'), 'RemittancePage')],
  ['/banco/retornos/:id', load(() => import('./screens/bank/ReturnPage'), 'ReturnPage')],
  ['/relatorios', load(() => import('./screens/reports/Reports'), 'Reports')],
  ['/configuracoes', load(() => import('./screens/settings/Settings'), 'Settings')],
];

export function App() {
  return (
    <Switch>
      <Route path="/entrar">
        <Login />
      </Route>
      <Route path="/esqueci-a-senha">
        <ForgotPassword />
      </Route>
      <Route path="/redefinir-senha">
        <ResetPassword />
      </Route>
      <Route>
        <SignedIn guest={<Redirect to={`/entrar?para=${encodeURIComponent(here())}`} replace />}>
          <Shell>
            <Suspense fallback={<Waiting lines={8} />}>
              <Switch>
                {screens.map(([path, Screen]) => (
                  <Route key={path} path={path}>
                    <Screen />
                  </Route>
                ))}
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            </Suspense>
          </Shell>
        </SignedIn>
      </Route>
    </Switch>
  );
}

const here = () => window.location.pathname + window.location.search;
