import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { Letters, PostingList } from '../../api/types';

export const useLetters = () =>
  useQuery({ queryKey: ['letters'], queryFn: () => api.get<Letters>('/v1/letters') });

export const usePostingList = (id: string) =>
  useQuery({
    queryKey: ['letters', id],
    queryFn: () => api.get<PostingList>(`/v1/posting-lists/${id}`),
  });

export function useRefreshLetters() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['letters'] });
}
