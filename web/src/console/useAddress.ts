import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

type Changes = Record<string, string | null | undefined>;

/** What is on the screen stands in the address: filters, page, tab. An empty value goes away. */
export function useAddress() {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const values = new URLSearchParams(search);
  const change = useCallback(
    (changes: Changes, options?: { push?: boolean }) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const text = next.toString();
      navigate(text ? `${path}?${text}` : path, { replace: !options?.push });
    },
    [navigate, path],
  );
  return { get: (name: string) => values.get(name) ?? '', change };
}
