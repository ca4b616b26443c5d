import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactView, PersonView } from '../../wire.ts';
import { post, read } from './request.ts';
import type { Proof } from './second-factor.ts';

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

export function useOwnContact() {
  return useQuery({
    queryKey: ['contact'],
    queryFn: ({ signal }) => read<ContactView>('/contact', signal),
  });
}

export function useSaveOwnContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<ContactView, 'email' | 'away'> & Partial<Proof>) =>
      post<ContactView>('/contact', body),
    onSuccess: (contact) => {
      client.setQueryData(['contact'], contact);
      return client.invalidateQueries({ queryKey: ['desk-health'] });
    },
  });
}
