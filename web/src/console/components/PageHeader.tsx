import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../../i18n';
import css from './components.module.css';

interface Props {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  back?: { label: string; href: string };
}

export function PageHeader({ title, subtitle, actions, back }: Props) {
  useEffect(() => {
    document.title = `${title} · Quita`;
  }, [title]);
  return (
    <header className={css.header}>
      <div>
        {back && (
          <Breadcrumbs mb={4} aria-label={t('nav.trail')}>
            <Anchor component={Link} href={back.href} size="sm">
              {back.label}
            </Anchor>
            <span />
          </Breadcrumbs>
        )}
        <Title order={1}>{title}</Title>
        {subtitle && (
          <Text c="dimmed" size="sm" component="div" mt={2}>
            {subtitle}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </header>
  );
}

export function Card({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={css.card} aria-label={title}>
      {(title || actions) && (
        <Group justify="space-between" mb="sm" gap="xs">
          {title && (
            <Title order={2} size="h5">
              {title}
            </Title>
          )}
          {actions}
        </Group>
      )}
      {children}
    </section>
  );
}
