import {
  ActionIcon,
  AppShell,
  Badge,
  Burger,
  Button,
  Group,
  Kbd,
  Menu,
  NavLink,
  Text,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBuildingBank,
  IconChartBar,
  IconFileInvoice,
  IconHome,
  IconLogout,
  IconMail,
  IconMoon,
  IconPhone,
  IconSearch,
  IconHeartHandshake,
  IconSpeakerphone,
  IconSettings,
  IconSun,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { language, setLanguage, t, type Key } from '../i18n';
import { SearchEverything, openSearch } from './SearchEverything';
import css from './Shell.module.css';
import { useSession, useSignOut } from './session';

const rail: { href: string; label: Key; icon: typeof IconHome }[] = [
  { href: '/', label: 'nav.home', icon: IconHome },
  { href: '/recebiveis', label: 'nav.titles', icon: IconFileInvoice },
  { href: '/clientes', label: 'nav.parties', icon: IconUsers },
  { href: '/trabalho', label: 'nav.work', icon: IconPhone },
  { href: '/regua', label: 'nav.dunning', icon: IconTimeline },
  { href: '/campanhas', label: 'nav.campaigns', icon: IconSpeakerphone },
  { href: '/acordos', label: 'nav.agreements', icon: IconHeartHandshake },
  { href: '/mensagens', label: 'nav.messages', icon: IconMail },
  { href: '/banco', label: 'nav.bank', icon: IconBuildingBank },
  { href: '/relatorios', label: 'nav.reports', icon: IconChartBar },
  { href: '/configuracoes', label: 'nav.settings', icon: IconSettings },
];

/** The frame around every screen: the rail, the search for everything, the company, the person. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const [path] = useLocation();
  const { company } = useSession();
  const active = (href: string) => (href === '/' ? path === '/' : path.startsWith(href));

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
      transitionDuration={120}
    >
      <a href="#content" className={css.skip}>
        {t('nav.skip')}
      </a>
      <AppShell.Header className={css.header}>
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={t('nav.menu')}
        />
        <Link href="/" className={css.brand} aria-label="Quita">
          <img src="/icon.svg" width={26} height={26} alt="" />
          <Text fw={700} size="lg" visibleFrom="sm">
            Quita
          </Text>
        </Link>
        <UnstyledButton className={css.search} onClick={openSearch} aria-label={t('search.open')}>
          <IconSearch size={16} aria-hidden />
          <Text size="sm" truncate>
            {t('search.placeholder')}
          </Text>
          <Kbd size="xs" visibleFrom="sm" ml="auto">
            {navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}
          </Kbd>
        </UnstyledButton>
        <Group gap="xs" wrap="nowrap" ml="auto">
          {company.demo && (
            <Tooltip label={t('demo.explained')} multiline w={260}>
              <Badge color="yellow" variant="light" className={css.demo}>
                {t('demo.label')}
              </Badge>
            </Tooltip>
          )}
          <Text size="sm" fw={600} visibleFrom="lg" truncate maw={220}>
            {company.trade_name || company.legal_name}
          </Text>
          <Scheme />
          <PersonMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={css.rail} aria-label={t('nav.main')}>
        {rail.map(({ href, label, icon: Icon }) => (
          <NavLink
            key={href}
            component={Link}
            href={href}
            label={t(label)}
            leftSection={<Icon size={19} stroke={1.6} aria-hidden />}
            active={active(href)}
            aria-current={active(href) ? 'page' : undefined}
            onClick={close}
            className={css.link}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={css.main}>
        <div className={css.page}>{children}</div>
      </AppShell.Main>
      <SearchEverything />
    </AppShell>
  );
}

function Scheme() {
  const { setColorScheme } = useMantineColorScheme();
  // Both icons are drawn and CSS shows one, so that the first paint is right.
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={css.toDark}
        onClick={() => setColorScheme('dark')}
        aria-label={t('scheme.dark')}
      >
        <IconMoon size={18} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={css.toLight}
        onClick={() => setColorScheme('light')}
        aria-label={t('scheme.light')}
      >
        <IconSun size={18} />
      </ActionIcon>
    </>
  );
}

function PersonMenu() {
  const { user, company } = useSession();
  const signOut = useSignOut();
  const change = async (to: 'pt' | 'en') => {
    await setLanguage(to);
    location.reload();
  };
  const initials = user.name
    .split(/\s+/)
    .filter((_, index, words) => index === 0 || index === words.length - 1)
    .map((word) => word[0]?.toUpperCase())
    .join('');
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <Button
          variant="light"
          color="gray"
          radius="xl"
          w={38}
          h={38}
          p={0}
          aria-label={t('person.menu', { name: user.name })}
        >
          {initials}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.person}>
          <Text size="sm" fw={600}>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed">
            {user.email}
          </Text>
          <Text size="xs" c="dimmed">
            {company.legal_name}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} href="/configuracoes?aba=seguranca">
          {t('person.security')}
        </Menu.Item>
        <Menu.Item
          onClick={() => change(language() === 'pt' ? 'en' : 'pt')}
          lang={language() === 'pt' ? 'en' : 'pt-BR'}
        >
          {language() === 'pt' ? 'English' : 'Português'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {t('person.signout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
