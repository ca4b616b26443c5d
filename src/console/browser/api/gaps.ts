import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  DecidedGapList,
  DecidedGapView,
  GapDeed,
  GapDetail,
  GapList,
  UndoneGap,
} from '../../wire/gaps.ts';
import { post, read } from './request.ts';

/** Read again when a decision changes on the server, by whomever. */
const KEY = ['documents', 'gaps'];
const EVERY_MS = 60_000;
const WHILE_READING_MS = 3000;

export type GapSearch = {
  order: 'lately' | 'newest' | 'most';
  kind: string;
  locale: string;
};

export function useGaps(search: GapSearch) {
  const chosen = Object.entries(search).filter(([, value]) => value !== '');
  const query = new URLSearchParams(chosen).toString();
  return useQuery({
    queryKey: [...KEY, 'open', query],
    queryFn: ({ signal }) => read<GapList>(`/gaps?${query}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data && !state.data.reading.complete ? WHILE_READING_MS : EVERY_MS,
  });
}

/** `isWanted`: once someone opens it. */
export function useGap(id: string, isWanted: boolean) {
  return useQuery({
    // Not read again with a decision: a group that was decided on is gone.
    queryKey: ['gap', id],
    queryFn: ({ signal }) => read<GapDetail>(`/gaps/${id}`, signal),
    enabled: isWanted,
  });
}

export function useDecidedGaps() {
  return useQuery({
    queryKey: [...KEY, 'decided'],
    queryFn: ({ signal }) => read<DecidedGapList>('/gaps/decided', signal),
  });
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, deed }: { id: string; deed: GapDeed }) =>
      post<DecidedGapView>(`/gaps/${id}/decide`, deed),
    onSettled: () => client.invalidateQueries({ queryKey: ['documents'] }),
  });
}

export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<UndoneGap>(`/gaps/${id}/undo`),
    onSettled: () => client.invalidateQueries({ queryKey: ['documents'] }),
  });
}
