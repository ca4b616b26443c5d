import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  AnswerFilter,
  AnswerFrame,
  AnswerList,
  AnswerOrder,
  AnswerView,
  CheckedContent,
  IntentView,
  ReviewQueue,
  RevisionDiff,
} from '../../wire/answers.ts';
import { post, read } from './request.ts';

export type AnswerKey = { id: string; locale: string };
export type AnswerSearch = {
  q: string;
  topic: string;
  locale: string;
  state: AnswerFilter | '';
  since: string;
  review: string;
  sort: AnswerOrder | '';
};

const pathOf = ({ id, locale }: AnswerKey) => `/answers/${locale}/${id}`;

/** Where the presence of people at an answer is told. */
export const answerPlace = pathOf;

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

export function useAnswer(key: AnswerKey, { isWanted = true } = {}) {
  return useQuery({ ...answerQuery(key), enabled: isWanted });
}

/** What waits for the reader; nothing is asked for people whose role has no answers. */
export function useReview({ isWanted = true } = {}) {
  return useQuery({
    queryKey: ['answers', 'review'],
    queryFn: ({ signal }) => read<ReviewQueue>('/review', signal),
    enabled: isWanted,
  });
}

export function useAnswerFrame(locale: string) {
  return useQuery({
    queryKey: ['answers', 'frame', locale],
    queryFn: ({ signal }) => read<AnswerFrame>(`/answer-frame?locale=${locale}`, signal),
  });
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
      read<RevisionDiff>(`${pathOf(key)}/diff?from=${from}&to=${to}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is wrong with the words as they stand, what they measure, and how they will be read. */
export function useCheck(content: object, locale: string, { isWanted = true } = {}) {
  return useQuery({
    queryKey: ['lint', locale, content],
    queryFn: () => post<CheckedContent>('/answers/lint', { content, locale }),
    placeholderData: keepPreviousData,
    enabled: isWanted,
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
