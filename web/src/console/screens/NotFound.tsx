import { Button } from '@mantine/core';
import { IconMapSearch } from '@tabler/icons-react';
import { Link } from 'wouter';
import { t } from '../../i18n';
import { EmptyState } from '../components/states';

export function NotFound() {
  return (
    <EmptyState
      title={t('notfound.title')}
      icon={<IconMapSearch size={36} stroke={1.4} aria-hidden />}
      action={
        <Button component={Link} href="/" variant="default" mt="sm">
          {t('notfound.home')}
        </Button>
      }
    >
      {t('notfound.text')}
    </EmptyState>
  );
}
