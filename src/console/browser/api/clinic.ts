import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClinicView, FactsPreview } from '../../wire/clinic.ts';
import { post, read } from './request.ts';

const KEY = ['documents', 'clinic'];

export function useClinic() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<ClinicView>('/clinic', signal),
  });
}

/** What is wrong with facts as they stand in the form, and the answers that would change. `facts` as JSON. */
export function useFactsPreview(facts: string) {
  return useQuery({
    queryKey: ['documents', 'clinic-preview', facts],
    queryFn: () => post<FactsPreview>('/clinic/preview', { facts: JSON.parse(facts) as unknown }),
    placeholderData: keepPreviousData,
  });
}

export function useProposeFacts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { facts: object; basedOn: number; note: string }) =>
      post<{ revision: number }>('/clinic/revisions', body),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useSignFacts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ number, hash }: { number: number; hash: string }) =>
      post<{ fastingWaits: boolean }>(`/clinic/revisions/${number}/sign`, { hash }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEY }),
        client.invalidateQueries({ queryKey: ['answers'] }),
      ]),
  });
}
