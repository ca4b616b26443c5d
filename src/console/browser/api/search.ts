import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchView } from '../../wire/search.ts';
import { read } from './request.ts';

/** What has all of these words; nothing is asked for while there are none. */
export function useSearch(q: string) {
  return useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => read<SearchView>(`/search?q=${encodeURIComponent(q)}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}
