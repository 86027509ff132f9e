import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { formatDocument } from '../../format/people';
import { t } from '../../i18n';
import { useParties } from '../data/parties';

interface Props {
  value: string;
  onChange: (id: string) => void;
  label?: string;
  required?: boolean;
  error?: string;
}

/** Chooses a customer as one types a name or a document. */
export function PartyPicker({ value, onChange, label, required, error }: Props) {
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text, 150);
  const found = useParties({ q: wanted.replace(/ · .*$/, ''), limit: 20 });
  const options = (found.data?.items ?? []).map((party) => ({
    value: party.id,
    label: `${party.name} · ${formatDocument(party.document)}`,
  }));
  return (
    <Select
      label={label ?? t('title.party')}
      placeholder={t('parties.search')}
      searchable
      required={required}
      error={error}
      data={options}
      filter={({ options: all }) => all}
      value={value || null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => onChange(id ?? '')}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('search.nothing')}
    />
  );
}
