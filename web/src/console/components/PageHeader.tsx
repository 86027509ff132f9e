import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
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
          <Anchor component={Link} href={back.href} size="sm" className={css.back}>
            <IconArrowLeft size={14} aria-hidden />
            {back.label}
          </Anchor>
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
