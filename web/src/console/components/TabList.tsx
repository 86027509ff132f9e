import { Tabs } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import css from './components.module.css';

/** Tabs in one line, however many: what does not fit is reached by scrolling, the open one is in sight. */
export function TabList({ children }: { children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef<Element>(null);
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[data-active]');
    if (!list.current || !open || open === shown.current) return;
    shown.current = open;
    list.current.scrollLeft = open.offsetLeft - (list.current.clientWidth - open.offsetWidth) / 2;
  });
  return (
    <Tabs.List ref={list} mb="md" className={css.tabs}>
      {children}
    </Tabs.List>
  );
}
