import { useLocalStorage } from '@mantine/hooks';

export type Density = 'comfortable' | 'compact';

/** How tight tables stand: the person's choice, kept in this browser. */
export function useDensity() {
  return useLocalStorage<Density>({
    key: 'quita.density',
    defaultValue: 'comfortable',
    getInitialValueInEffect: false,
  });
}
