import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExamplesView, QuestionsView, TakenFrom } from '../../wire/examples.ts';
import { post, read } from './request.ts';

const EXAMPLES = ['documents', 'examples'];
const QUESTIONS = ['documents', 'questions'];
const WHILE_RUNNING_MS = 1000;

export function useExamples() {
  return useQuery({
    queryKey: EXAMPLES,
    queryFn: ({ signal }) => read<ExamplesView>('/examples', signal),
    refetchInterval: ({ state }) =>
      state.data?.trial.state === 'running' ? WHILE_RUNNING_MS : false,
  });
}

type Locale = 'en' | 'es';
type NewExample = { text: string; intent: string; locale: Locale; from?: TakenFrom };

/** `''` adds one; the server answers with the page as it is afterwards. */
type ExampleStep =
  | { step: ''; body: NewExample }
  | { step: 'try' | 'stop' | 'publish' | 'rollback' }
  | { step: 'drop'; id: string };

export function useExampleStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: ExampleStep) =>
      post<ExamplesView>(
        wanted.step === 'drop'
          ? `/examples/${wanted.id}/drop`
          : ['/examples', wanted.step].filter(Boolean).join('/'),
        'body' in wanted ? wanted.body : {},
      ),
    onSuccess: (view) => client.setQueryData(EXAMPLES, view),
    onSettled: () => client.invalidateQueries({ queryKey: EXAMPLES }),
  });
}

export function useQuestions() {
  return useQuery({
    queryKey: QUESTIONS,
    queryFn: ({ signal }) => read<QuestionsView>('/questions', signal),
  });
}

export type NewQuestion = { text: string; locale: Locale; expect: string; from?: TakenFrom };

export function useKeepQuestion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (question: NewQuestion) => post<QuestionsView>('/questions', question),
    onSuccess: (view) => client.setQueryData(QUESTIONS, view),
  });
}

export function useDropQuestion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<QuestionsView>(`/questions/${id}/drop`),
    onSuccess: (view) => client.setQueryData(QUESTIONS, view),
  });
}
