import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { StepView, TicketLists, TicketSummary, TicketView } from '../../wire.ts';
import { useIsLive } from './live.ts';
import { post, read } from './request.ts';

const POLL_MS = 30_000;

const ticketsQuery = queryOptions({
  queryKey: ['tickets'],
  queryFn: ({ signal }) => read<TicketLists>('/tickets', signal),
});

const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['tickets', 'found', q],
    queryFn: ({ signal }) => read<TicketLists>(`/tickets?q=${encodeURIComponent(q)}`, signal),
  });

const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ['tickets', number],
    queryFn: ({ signal }) => read<TicketView>(`/tickets/${number}`, signal),
  });

export function useTickets() {
  const live = useIsLive();
  return useQuery({ ...ticketsQuery, refetchInterval: live ? false : POLL_MS });
}

/** What the server finds for these words; the whole queue while there are none. */
export function useFoundTickets(q: string) {
  const live = useIsLive();
  return useQuery({
    ...(q === '' ? ticketsQuery : searchQuery(q)),
    placeholderData: keepPreviousData,
    refetchInterval: live ? false : POLL_MS,
  });
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

/** Tickets that nobody has claimed; those of a trial chat call nobody. */
export function unclaimed(lists: TicketLists | undefined): TicketSummary[] {
  return lists?.open.filter(({ state, trial }) => state === 'new' && !trial) ?? [];
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
    onSettled: () => client.invalidateQueries({ queryKey: ticketsQuery.queryKey }),
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
