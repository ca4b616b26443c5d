import type { TakenFrom, TrialView } from '../../wire/examples.ts';

export const FROM: Record<TakenFrom, string> = {
  written: 'Written here',
  gap: 'From the gap list',
  preview: 'From a preview',
};

type Running = Extract<TrialView, { state: 'running' }>;
type Outcome = Extract<TrialView, { state: 'tried' }>['outcome'];

export const STAGE: Record<Running['stage'], string> = {
  'judging the examples': 'Step 1 of 3: looking whether what it knows suffers',
  training: 'Step 2 of 3: learning',
  'asking the test questions': 'Step 3 of 3: asking the test questions',
};

/** What to do after a try that led to nothing. */
export const OUTCOME: Record<Exclude<Outcome, 'ready' | 'refused'>, string> = {
  nothing_pending: 'No example waits.',
  unchanged: 'The bot has learnt all of these already. Drop them.',
  busy: 'The classifier was in training. Try it out again in a minute.',
  failed:
    'It could not be tried out, and nothing changed. Try again, and tell an admin if it goes on.',
  stopped: 'It was stopped, and nothing changed.',
};
