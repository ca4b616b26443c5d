import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeyOffer, RecoveryCodes, SecondFactorView } from '../../wire/session.ts';
import { post, read, rememberToken } from './request.ts';

const KEY = ['second-factor'];
const READ_AGAIN = [KEY, ['own-sessions']];

/** The code is there where there is a second factor. */
export type Proof = { password: string; code?: string };

export function useSecondFactor() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<SecondFactorView>('/second-factor', signal),
  });
}

/** Whether a code belongs to the reader's password; not before it is known. */
export function useHasSecondFactor(): boolean {
  return useSecondFactor().data?.since != null;
}

/** A new key each time it is asked for. */
export function useKeyOffer() {
  return useMutation({ mutationFn: () => post<KeyOffer>('/second-factor/offer') });
}

/** Turning it on and off each begin a new session: the token of the old one is worth nothing any more. */
function useChange<Body extends { csrfToken?: string }>(
  path: '/second-factor/on' | '/second-factor/off' | '/second-factor/recovery-codes',
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (proof: Proof) => {
      const body = await post<Body>(path, proof);
      if (body.csrfToken) rememberToken(body.csrfToken);
      return body;
    },
    // Not waited for: the part of the page that asked is gone once this is read, and must hear of it before.
    onSuccess: () => {
      for (const queryKey of READ_AGAIN)
        client.invalidateQueries({ queryKey }).catch(() => undefined);
    },
  });
}

export const useTurnOn = () =>
  useChange<RecoveryCodes & { csrfToken?: string }>('/second-factor/on');
export const useTurnOff = () => useChange<{ csrfToken: string }>('/second-factor/off');
export const useRenewCodes = () =>
  useChange<RecoveryCodes & { csrfToken?: string }>('/second-factor/recovery-codes');
