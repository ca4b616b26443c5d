import { wasDropped } from '../../../answer-bank/revisions/on-revision.ts';
import type {
  AnswerState,
  AnswerSummary,
  RevisionView,
  TranslationState,
} from '../../wire/answers.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';
import { ANSWER_STATE, REVISION_STATE } from '../words.ts';
import { TRANSLATION_STATE } from './answer-words.ts';

const STATE_TONE: Record<AnswerState, PillTone> = {
  live: 'ok',
  sample: 'neutral',
  expired: 'danger',
  withheld: 'danger',
  unpublished: 'neutral',
  retired: 'neutral',
  withdrawn: 'danger',
};

const REVISION_TONE: Record<RevisionView['state'], PillTone> = {
  draft: 'neutral',
  in_review: 'warn',
  approved: 'accent',
  published: 'ok',
  replaced: 'neutral',
  retired: 'neutral',
};

const TRANSLATION_TONE: Record<TranslationState, PillTone> = {
  current: 'neutral',
  outdated: 'warn',
  withheld: 'danger',
  no_source: 'neutral',
};

export function AnswerStatePill({ state }: { state: AnswerState }) {
  return <Pill tone={STATE_TONE[state]}>{ANSWER_STATE[state]}</Pill>;
}

export function TranslationPill({ state }: { state: TranslationState }) {
  return <Pill tone={TRANSLATION_TONE[state]}>{TRANSLATION_STATE[state]}</Pill>;
}

export function RevisionPill({
  revision,
}: {
  revision: Pick<RevisionView, 'state' | 'withdrawn' | 'publishedAt'>;
}) {
  if (revision.withdrawn) return <Pill tone="danger">Withdrawn as wrong</Pill>;
  if (wasDropped(revision)) return <Pill tone="neutral">Dropped</Pill>;
  const { state } = revision;
  return <Pill tone={REVISION_TONE[state]}>{REVISION_STATE[state]}</Pill>;
}

export function PendingPill({ state }: Pick<AnswerSummary['pending'][number], 'state'>) {
  return <Pill tone={REVISION_TONE[state]}>{REVISION_STATE[state]}</Pill>;
}
