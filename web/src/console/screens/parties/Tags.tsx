import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Party } from '../../../api/types';
import { t } from '../../../i18n';
import { useRefreshParty } from '../../data/parties';
import { notifyError } from '../../notify';
import { useMay } from '../../session';

export function Tags({ party }: { party: Party }) {
  const may = useMay();
  const refresh = useRefreshParty(party.id);
  const [tags, setTags] = useState(party.tags);
  const save = async (next: string[]) => {
    setTags(next);
    try {
      await api.put(`/v1/parties/${party.id}/tags`, { tags: next });
      await refresh();
    } catch (error) {
      setTags(party.tags);
      notifyError(error);
    }
  };
  return (
    <TagsInput
      label={t('party.tags')}
      placeholder={tags.length === 0 ? t('party.tags.text') : undefined}
      value={tags}
      onChange={save}
      readOnly={!may('parties:write')}
    />
  );
}
