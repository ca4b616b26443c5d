import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../wire.ts';
import { post, read, rememberToken } from './request.ts';

const withToken = (session: SessionView): SessionView => {
  rememberToken(session.csrfToken);
  return session;
};

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => withToken(await read<SessionView>('/session', signal)),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A step that starts a session: signing in, setting up, changing the password. */
export function useSessionStart(path: '/sign-in' | '/setup' | '/password') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: object) => withToken(await post<SessionView>(path, body)),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post('/sign-out'),
    onSettled: () => {
      client.clear();
      window.location.assign('/console/');
    },
  });
}
