import { useState } from 'react';
import { api } from '../../../api/client';
import type { Terms } from '../../../api/types';
import { t } from '../../../i18n';
import { FormCard } from '../../components/FormCard';
import { Answered } from '../../components/states';
import { TermsFields, termsToSend } from '../../components/TermsFields';
import { useRefreshSettings, useStandardTerms } from '../../data/settings';
import { useMay } from '../../session';

export function TermsSettings() {
  return <Answered answer={useStandardTerms()}>{(terms) => <Form terms={terms} />}</Answered>;
}

function Form({ terms }: { terms: Terms }) {
  const may = useMay()('settings:write');
  const refresh = useRefreshSettings();
  const [draft, setDraft] = useState(termsToSend(terms));
  const save = async () => {
    await api.put('/v1/settings/terms', termsToSend(draft));
    await refresh();
  };
  return (
    <FormCard
      title={t('settings.terms')}
      text={t('settings.terms.text')}
      done={t('settings.saved')}
      editable={may}
      save={save}
    >
      <TermsFields value={draft} onChange={setDraft} />
    </FormCard>
  );
}
