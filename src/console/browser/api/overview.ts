import { useQuery } from '@tanstack/react-query';
import type { OverviewView } from '../../wire/overview.ts';
import { read } from './request.ts';

const EVERY_MS = 60_000;
const WHILE_READING_MS = 3000;

/** Nothing is asked for people whose role owns no texts. */
export function useOverview({ isWanted }: { isWanted: boolean }) {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => read<OverviewView>('/overview', signal),
    enabled: isWanted,
    refetchInterval: ({ state }) =>
      state.data && !state.data.reading.complete ? WHILE_READING_MS : EVERY_MS,
  });
}
