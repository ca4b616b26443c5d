import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReceiversView, WithdrawnList, WithdrawnView } from '../../wire/recalls.ts';
import { post, read } from './request.ts';

const UNDER_WAY_MS = 1000;
const EVERY_MS = 30_000;

/** The hints of the server about answers and about documents both make it old. */
const KEY = ['recalls'];

/** What was withdrawn as wrong; read again every second while patients are being told. */
export function useWithdrawn() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<WithdrawnList>('/recalls', signal),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? UNDER_WAY_MS : EVERY_MS),
  });
}

type Which = Pick<WithdrawnView, 'id' | 'locale' | 'revision'>;

const pathOf = ({ id, locale, revision }: Which) => `/recalls/${locale}/${id}/${revision}`;

/** Whom the words reached; the server counts in the background. Asked for only where somebody may be told. */
export function useReceivers(which: Which & Pick<WithdrawnView, 'offer'>) {
  return useQuery({
    enabled: which.offer !== null,
    queryKey: ['recall-receivers', pathOf(which)],
    queryFn: ({ signal }) => read<ReceiversView>(`${pathOf(which)}/receivers`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'counted' ? false : UNDER_WAY_MS),
  });
}

export function useSendRecall(which: Which) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (textHash: string) => post<WithdrawnList>(`${pathOf(which)}/send`, { textHash }),
    onSuccess: (list) => client.setQueryData(KEY, list),
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

function isUnderWay(list: WithdrawnList | undefined): boolean {
  return list?.withdrawn.some(({ rounds }) => rounds.some(({ done }) => !done)) ?? false;
}
