import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CodeNeeded, SessionView } from '../../wire/session.ts';
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

/** A step that starts a session: setting up, changing the password. */
export function useSessionStart(path: '/setup' | '/password') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: object) => withToken(await post<SessionView>(path, body)),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
}

export type SignIn = { login: string; password: string; code?: string };

/** Signs in, or is told that a code is needed too. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignIn) => {
      const answer = await post<SessionView | CodeNeeded>('/sign-in', body);
      return 'codeNeeded' in answer ? answer : withToken(answer);
    },
    onSuccess: (answer) => {
      if (!('codeNeeded' in answer)) client.setQueryData(sessionQuery.queryKey, answer);
    },
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
