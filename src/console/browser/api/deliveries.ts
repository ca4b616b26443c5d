import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeadView, DeliveriesView } from '../../wire.ts';
import { post, read } from './request.ts';

const EVERY_MS = 15_000;

const KEY = ['deliveries'];

export function useDeliveries() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<DeliveriesView>('/deliveries', signal),
    refetchInterval: EVERY_MS,
  });
}

/** Tries one thing again, or all that was given up. */
export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dead?: Pick<DeadView, 'conversation' | 'item'>) =>
      dead
        ? post<DeliveriesView>('/deliveries/retry', {
            conversation: dead.conversation,
            item: dead.item,
          })
        : post<DeliveriesView>('/deliveries/retry-all'),
    onSuccess: (view) => client.setQueryData(KEY, view),
    onSettled: () => client.invalidateQueries({ queryKey: ['desk-health'] }),
  });
}
