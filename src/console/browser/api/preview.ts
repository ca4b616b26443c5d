import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PreviewView } from '../../wire/preview.ts';
import { post, read } from './request.ts';

type AnswerKey = { id: string; locale: string };

const WHILE_RUNNING_MS = 500;

const pathOf = ({ id, locale }: AnswerKey, number: number) =>
  `/answers/${locale}/${id}/revisions/${number}/preview`;

/** Beginning with `answers`, so that it is asked for anew whenever an answer changes: the server knows what is out of date. */
const previewQuery = (key: AnswerKey, number: number) =>
  queryOptions({
    queryKey: ['answers', 'preview', key.locale, key.id, number],
    queryFn: ({ signal }) => read<PreviewView>(pathOf(key, number), signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WHILE_RUNNING_MS : false),
  });

/** What publishing this revision would change. Looking starts it. */
export function usePreview(key: AnswerKey, number: number) {
  return useQuery(previewQuery(key, number));
}

/** Whether the server would publish it: a preview is made and no safety figure falls. */
export function useMayPublish(key: AnswerKey, number: number): boolean {
  const { data } = usePreview(key, number);
  return data?.state === 'done' && !data.result.blocked;
}

export function usePreviewStep(key: AnswerKey, number: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: 'stop' | 'again') => post<PreviewView>(`${pathOf(key, number)}/${step}`),
    onSuccess: (view) => client.setQueryData(previewQuery(key, number).queryKey, view),
  });
}

/** What taking an answer back would change. */
export function useRetirementPreview(key: AnswerKey) {
  return useQuery({
    queryKey: ['answers', 'retirement', key.locale, key.id],
    queryFn: ({ signal }) =>
      read<PreviewView>(`/answers/${key.locale}/${key.id}/retirement`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WHILE_RUNNING_MS : false),
  });
}
