import {
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { DeskNowView, StepView, TicketLists, TicketSummary, TicketView } from '../../wire.ts';
import { useIsLive } from './live.ts';
import { post, read } from './request.ts';

const POLL_MS = 30_000;

const EVERYTHING_OF_TICKETS = ['tickets'];

export type QueueSearch = { q: string; show: string };

const stretchQuery = ({ q, show }: QueueSearch, from: number) =>
  queryOptions({
    queryKey: ['tickets', 'queue', q, show, from],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ q, show, from: String(from) });
      return read<TicketLists>(`/tickets?${asked}`, signal);
    },
  });

const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ['tickets', number],
    queryFn: ({ signal }) => read<TicketView>(`/tickets/${number}`, signal),
  });

/** What every page says about the desk. What is overdue grows by itself, so it is read again now and then. */
export function useDeskNow() {
  return useQuery({
    queryKey: ['tickets', 'now'],
    queryFn: ({ signal }) => read<DeskNowView>('/desk-now', signal),
    refetchInterval: POLL_MS,
  });
}

/** The beginning of the queue, or of what the server finds for these words. */
export function useQueue(search: QueueSearch) {
  const live = useIsLive();
  return useQuery({
    ...stretchQuery(search, 0),
    placeholderData: keepPreviousData,
    refetchInterval: live ? false : POLL_MS,
  });
}

/** Further stretches of it, as far as they are here: by the place at which each begins. */
export function useStretches(
  search: QueueSearch,
  wanted: readonly number[],
): ReadonlyMap<number, TicketSummary[]> {
  const live = useIsLive();
  return useQueries({
    queries: wanted.map((from) => ({
      ...stretchQuery(search, from),
      refetchInterval: live ? (false as const) : POLL_MS,
    })),
    combine: byPlace,
  });
}

/** Not written in place: the library makes the map anew only when a reading has changed, as long as this is one function. */
function byPlace(results: readonly UseQueryResult<TicketLists>[]) {
  return new Map(results.flatMap(({ data }) => (data ? [[data.from, data.open] as const] : [])));
}

/** Who did what with the ticket, and when. */
export function useTicketHistory(number: number, isWanted: boolean) {
  return useQuery({
    queryKey: ['tickets', number, 'history'],
    queryFn: ({ signal }) => read<{ steps: StepView[] }>(`/tickets/${number}/history`, signal),
    enabled: isWanted,
  });
}

export function useTicket(number: number) {
  const live = useIsLive();
  return useQuery({ ...ticketQuery(number), refetchInterval: live ? false : POLL_MS });
}

type Step = 'claim' | 'release' | 'reassign' | 'merge' | 'reply' | 'note' | 'resolve';

/** A step on one ticket; the server answers with the ticket as it is afterwards. */
export function useTicketStep(number: number, step: Step) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object = {}) => post<TicketView>(`/tickets/${number}/${step}`, body),
    onSuccess: (ticket) => {
      client.setQueryData(ticketQuery(number).queryKey, ticket);
    },
    onSettled: () => client.invalidateQueries({ queryKey: EVERYTHING_OF_TICKETS }),
  });
}

/** All that the patient would read if this text were sent. */
export function useReplyPreview(number: number, text: string) {
  return useQuery({
    queryKey: ['reply-preview', number, text],
    queryFn: () => post<{ text: string }>(`/tickets/${number}/preview`, { text }),
    enabled: text.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
}
