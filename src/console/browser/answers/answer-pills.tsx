import type { AnswerState, AnswerSummary, RevisionView } from '../../wire.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';
import { ANSWER_STATE, REVISION_STATE } from '../words.ts';

const STATE_TONE: Record<AnswerState, PillTone> = {
  live: 'ok',
  sample: 'neutral',
  expired: 'danger',
  unpublished: 'neutral',
  retired: 'neutral',
};

const REVISION_TONE: Record<RevisionView['state'], PillTone> = {
  draft: 'neutral',
  in_review: 'warn',
  approved: 'accent',
  published: 'ok',
  replaced: 'neutral',
  retired: 'neutral',
};

export function AnswerStatePill({ state }: { state: AnswerState }) {
  return <Pill tone={STATE_TONE[state]}>{ANSWER_STATE[state]}</Pill>;
}

export function RevisionPill({ state }: { state: RevisionView['state'] }) {
  return <Pill tone={REVISION_TONE[state]}>{REVISION_STATE[state]}</Pill>;
}

export function PendingPill({ pending }: { pending: NonNullable<AnswerSummary['pending']> }) {
  return <RevisionPill state={pending.state} />;
}
