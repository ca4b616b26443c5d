import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { StandingView, StartView, TriedPage } from '../../wire/start.ts';
import { post, read } from './request.ts';

const KEY = ['start', 'view'];
const STANDING = ['start', 'standing'];

export function useStart() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => read<StartView>('/start', signal) });
}

/** For the line on top of every page. */
export function useStanding() {
  return useQuery({
    queryKey: STANDING,
    queryFn: ({ signal }) => read<StandingView>('/start/standing', signal),
  });
}

type Step = 'hours' | 'called' | 'put-off' | 'trial/end' | 'sign-off';

/** A step of the first run; the server answers with where it stands afterwards. */
export function useStartStep(step: Step) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => post<StartView>(`/start/${step}`, body),
    onSuccess: (start) => keep(client, start),
    onSettled: () => client.invalidateQueries({ queryKey: ['start'] }),
  });
}

export function useTryPages() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<{ tried: TriedPage[]; start: StartView }>('/start/pages'),
    onSuccess: ({ start }) => keep(client, start),
    onSettled: () => client.invalidateQueries({ queryKey: ['start'] }),
  });
}

/** Gives what opens the conversation. */
export function useBeginTrial() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<{ conversation: string }>('/start/trial'),
    onSettled: () => client.invalidateQueries({ queryKey: ['start'] }),
  });
}

/** The page and the line on top of it change at once: they never say two things. */
function keep(client: QueryClient, start: StartView): void {
  const { mode, standing, broken, lines } = start;
  const done = lines.filter(({ missing }) => missing === null).length;
  client.setQueryData(KEY, start);
  client.setQueryData<StandingView>(STANDING, { mode, standing, broken, done, of: lines.length });
}
