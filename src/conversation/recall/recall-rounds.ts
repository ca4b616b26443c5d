import type { Answer } from '../../domain/answer.ts';
import { type AuditEntry, answerSubject } from '../../domain/audit.ts';
import type { Recall, RecallRound, Recalls } from '../../domain/recall.ts';
import { base32 } from '../../shared/ids.ts';
import type { Change } from '../../store/store.ts';

/** A round that is not done yet, by its place in its recall. */
export type OpenRound = { recall: Recall; index: number; round: RecallRound };

type Begun = { kind: 'started'; recall: string } | { kind: 'already' };

/**
 * The document with one more round. A correction says all that a notice does, so that nothing follows one, unless its
 * words were withdrawn too.
 */
export function withRound(
  document: Recalls | undefined,
  { answer, number, round }: { answer: Answer; number: number; round: RecallRound },
): Change<Recalls, Begun> {
  const recalls = document?.recalls ?? [];
  const before = recalls.find((one) => isOf(one, answer, number));
  if (before && isSaid(before, answer, round)) {
    return { next: undefined, result: { kind: 'already' } };
  }
  const { id, locale } = answer;
  const recall: Recall = before
    ? { ...before, rounds: [...before.rounds, round] }
    : { id: base32(16), answer: { id, locale, revision: number }, rounds: [round] };
  const others = recalls.filter((one) => one !== before);
  return {
    next: { schema: 1, recalls: [...others, recall] },
    result: { kind: 'started', recall: recall.id },
  };
}

export function isOf({ answer }: Recall, key: Pick<Answer, 'id' | 'locale'>, number: number) {
  return answer.id === key.id && answer.locale === key.locale && answer.revision === number;
}

/** Whether those who got the wrong words know as much already, or will. */
export function isSaid(
  { rounds }: Recall,
  { revisions }: Answer,
  { words }: Pick<RecallRound, 'words'>,
): boolean {
  const stands = (wanted: number | undefined) =>
    revisions.some(({ number, withdrawn }) => number === wanted && !withdrawn);
  return rounds.some((round) =>
    round.words === 'correction' ? stands(round.revision) : words === 'notice',
  );
}

export function openRounds({ recalls }: Pick<Recalls, 'recalls'>): OpenRound[] {
  return recalls.flatMap((recall) =>
    recall.rounds
      .map((round, index) => ({ recall, index, round }))
      .filter(({ round }) => round.done === undefined),
  );
}

export function withDone(
  document: Recalls | undefined,
  { recall, index }: OpenRound,
  done: NonNullable<RecallRound['done']>,
): Recalls {
  const mark = (one: Recall): Recall => ({
    ...one,
    rounds: one.rounds.map((round, at) => (at === index ? { ...round, done } : round)),
  });
  const recalls = (document?.recalls ?? []).map((one) => (one.id === recall.id ? mark(one) : one));
  return { schema: 1, recalls };
}

/** Its id is made of what it says, so that a restart tells it once. */
export function startedEntry({ recall, index, round }: OpenRound): AuditEntry {
  const { words, revision, by, at } = round;
  return {
    id: `a_recall_${recall.id}_${index}_started`,
    at,
    by,
    action: 'recall started',
    subject: answerSubject(recall.answer, recall.answer.revision),
    details: { recall: recall.id, words, ...(revision !== undefined && { right: revision }) },
  };
}

export function finishedEntry(
  { recall, index, round }: OpenRound,
  { at, conversations }: NonNullable<RecallRound['done']>,
): AuditEntry {
  return {
    id: `a_recall_${recall.id}_${index}_finished`,
    at,
    by: 'system',
    action: 'recall finished',
    subject: answerSubject(recall.answer, recall.answer.revision),
    details: { recall: recall.id, words: round.words, conversations },
  };
}
