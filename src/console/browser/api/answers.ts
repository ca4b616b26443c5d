import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  AnswerFilter,
  AnswerList,
  AnswerView,
  IntentView,
  LintProblem,
  WordChange,
} from '../../wire.ts';
import { post, read } from './request.ts';

export type AnswerKey = { id: string; locale: string };
export type AnswerSearch = { q: string; topic: string; locale: string; state: AnswerFilter | '' };

const pathOf = ({ id, locale }: AnswerKey) => `/answers/${locale}/${id}`;

export function useAnswers(search: AnswerSearch) {
  const chosen = Object.entries(search).filter(([, value]) => value !== '');
  const query = new URLSearchParams(chosen).toString();
  return useQuery({
    queryKey: ['answers', 'list', query],
    queryFn: ({ signal }) => read<AnswerList>(`/answers?${query}`, signal),
    placeholderData: keepPreviousData,
  });
}

const answerQuery = (key: AnswerKey) =>
  queryOptions({
    queryKey: ['answers', 'one', key.locale, key.id],
    queryFn: ({ signal }) => read<AnswerView>(pathOf(key), signal),
  });

export function useAnswer(key: AnswerKey) {
  return useQuery(answerQuery(key));
}

export function useIntents() {
  return useQuery({
    queryKey: ['intents'],
    queryFn: ({ signal }) => read<{ intents: IntentView[] }>('/intents', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useDiff(key: AnswerKey, revisions: { from: number; to: number }) {
  const { from, to } = revisions;
  return useQuery({
    queryKey: ['answers', 'diff', key.locale, key.id, from, to],
    queryFn: ({ signal }) =>
      read<{ changes: WordChange[] }>(`${pathOf(key)}/diff?from=${from}&to=${to}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is wrong with the words as they stand; empty when nothing is. */
export function useLint(content: object, locale: string) {
  return useQuery({
    queryKey: ['lint', locale, content],
    queryFn: () => post<{ problems: LintProblem[] }>('/answers/lint', { content, locale }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}

/** A step of an answer's life; the server answers with the answer as it is afterwards. */
export function useAnswerStep(key: AnswerKey) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, ...body }: { step: string } & Record<string, unknown>) =>
      post<AnswerView>(`${pathOf(key)}/${step}`, body),
    onSuccess: (answer) => client.setQueryData(answerQuery(key).queryKey, answer),
    onSettled: () => client.invalidateQueries({ queryKey: ['answers'] }),
  });
}
