import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSessionView } from '../../wire/session.ts';
import { post, read } from './request.ts';
import type { Proof } from './second-factor.ts';

export type WhichSessions = OwnSessionView | 'others';

const KEY = ['own-sessions'];

export function useOwnSessions() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<{ sessions: OwnSessionView[] }>('/sessions', signal),
  });
}

/** Ends one session by its id, or all but the reader's. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ which, proof }: { which: WhichSessions; proof: Proof }) =>
      post<{ ended: number }>(
        which === 'others' ? '/sessions/end-others' : `/sessions/${which.id}/end`,
        proof,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
