import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditView, PersonView } from '../../wire.ts';
import { post, read } from './request.ts';

export function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => read<{ people: PersonView[] }>('/people', signal),
  });
}

/** A change to an account: `/people`, `/people/<id>/disabled`, `/people/<id>/password`. */
export function usePeopleStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => post<PersonView>(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
}

export function useAudit() {
  return useQuery({
    queryKey: ['audit'],
    queryFn: ({ signal }) => read<AuditView>('/audit', signal),
    refetchInterval: 30_000,
  });
}
