import { Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconFileInvoice, IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client';
import type { SearchHit } from '../api/types';
import { t } from '../i18n';
import { MoneyText } from './components/text';
import { StateBadge } from './components/StateBadge';

const [store, spotlight] = createSpotlight();
export const openSearch = spotlight.open;

/** One search for everything, as one types: names, documents, phones, numbers, amounts. */
export function SearchEverything() {
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 120);
  const [, navigate] = useLocation();
  const found = useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) => api.get<{ items: SearchHit[] }>('/v1/search', { q: wanted }, signal),
    enabled: wanted.length >= 2,
    placeholderData: keepPreviousData,
  });
  const hits = wanted.length >= 2 ? (found.data?.items ?? []) : [];
  const open = (hit: SearchHit) =>
    navigate(hit.kind === 'party' ? `/clientes/${hit.id}` : `/recebiveis/${hit.id}`);

  return (
    <Spotlight.Root
      store={store}
      shortcut={['mod + K']}
      query={text}
      onQueryChange={setText}
      scrollable
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      maxHeight={420}
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder={t('search.placeholder')}
        aria-label={t('search.open')}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {hits.map((hit) => (
          <Spotlight.Action key={hit.id} onClick={() => open(hit)}>
            <Group wrap="nowrap" gap="sm" w="100%">
              {hit.kind === 'party' ? (
                <IconUser size={18} aria-hidden />
              ) : (
                <IconFileInvoice size={18} aria-hidden />
              )}
              <div>
                <Text size="sm" fw={600}>
                  {hit.title}
                </Text>
                <Text size="xs" c="dimmed">
                  {hit.subtitle}
                </Text>
              </div>
              <Group gap="xs" ml="auto" wrap="nowrap">
                {hit.amount != null && <MoneyText value={hit.amount} size="sm" />}
                {hit.state && <StateBadge state={hit.state} of="title" />}
              </Group>
            </Group>
          </Spotlight.Action>
        ))}
        {hits.length === 0 && (
          <Spotlight.Empty>
            {wanted.length < 2
              ? t('search.hint')
              : found.isFetching
                ? t('state.loading')
                : t('search.nothing')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
