import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChoicesView } from '../../wire/choices.ts';
import { post, read } from './request.ts';

const KEY = ['documents', 'choices'];

export function useChoices() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<ChoicesView>('/choices', signal),
  });
}

export function useSaveChoices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<ChoicesView, 'translationGraceDays'>) =>
      post<ChoicesView>('/choices', body),
    onSuccess: (choices) => {
      client.setQueryData(KEY, choices);
      return client.invalidateQueries({ queryKey: ['answers'] });
    },
  });
}
