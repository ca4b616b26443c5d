import { liveRevision } from '../../../answer-bank/revisions/approvals.ts';
import type { ClinicDesk } from '../../../answer-bank/slots/clinic-desk.ts';
import { factsHash } from '../../../answer-bank/slots/facts-states.ts';
import { renderLoosely, type SlotValues } from '../../../answer-bank/slots/render.ts';
import { slotValues } from '../../../answer-bank/slots/slot-values.ts';
import { SLOTS } from '../../../answer-bank/slots/slots.ts';
import type { Answer } from '../../../domain/answer.ts';
import {
  type ClinicFacts,
  type ClinicProfile,
  type ClinicRecord,
  FACT_NAMES,
  type FactName,
  type FactsRevision,
  SpokenLanguage,
} from '../../../domain/clinic.ts';
import type { Locale, StaffId } from '../../../domain/ids.ts';
import type {
  AnswerUse,
  AnswerWithFacts,
  ClinicView,
  FactChange,
  FactsRevisionView,
  FactsState,
} from '../../wire/clinic.ts';
import type { PersonNames } from '../person-names.ts';

type Looked = { reader: StaffId; names: PersonNames };

export function clinicView(
  desk: Pick<ClinicDesk, 'record' | 'settings'>,
  answers: readonly Answer[],
  looked: Looked,
): ClinicView {
  const record = desk.record();
  const newest = record.revisions.at(-1);
  const last = record.inForce.at(-1);
  return {
    settings: desk.settings,
    facts: newest?.facts ?? {},
    newest: newest?.number ?? 0,
    inForce: last ? { revision: last.revision, at: last.at } : null,
    revisions: record.revisions.map((one) => revisionView(one, record, looked)).reverse(),
    spoken: SpokenLanguage.options,
    uses: usesOf(answers),
  };
}

function revisionView(
  revision: FactsRevision,
  record: ClinicRecord,
  { reader, names }: Looked,
): FactsRevisionView {
  const { number, hash, author, createdAt, note, signatures, facts } = revision;
  const state = stateOf(revision, record);
  const entered = record.inForce.findIndex((one) => one.revision === number);
  const before = entered === -1 ? record.inForce.at(-1) : record.inForce[entered - 1];
  const now = record.inForce.findLast((one) => one.revision === number);
  return {
    number,
    hash,
    author: names.of(author),
    createdAt,
    note: note ?? '',
    state,
    signatures: signatures.map(({ by, at, credential }) => ({
      by: names.of(by),
      at,
      credential: credential ?? null,
    })),
    fastingWaits: state === 'in_force' && now !== undefined && factsHash(now.facts) !== hash,
    changes: changesBetween(before?.facts ?? {}, facts),
    whyNot: whyNot(revision, state, reader),
  };
}

function stateOf({ number, signatures }: FactsRevision, { inForce }: ClinicRecord): FactsState {
  const current = inForce.at(-1)?.revision ?? 0;
  if (number === current) return 'in_force';
  if (number > current) return 'waits';
  return signatures.length > 0 ? 'earlier' : 'passed_over';
}

function whyNot(
  { author, signatures }: FactsRevision,
  state: FactsState,
  reader: StaffId,
): string | null {
  if (state === 'earlier' || state === 'passed_over') return 'A newer revision is in force.';
  if (author === reader) return 'You wrote it, so someone else must sign it.';
  return signatures.some(({ by }) => by === reader) ? 'You have signed it.' : null;
}

const NOTHING = {} as ClinicProfile;

function changesBetween(before: ClinicFacts, after: ClinicFacts): FactChange[] {
  const [was, is] = [before, after].map((facts) => slotValues(NOTHING, facts, 'en'));
  return FACT_NAMES.flatMap((fact) => {
    const [from, to] = [was, is].map((values) => values?.[`clinic.${fact}`] ?? null);
    const changed = { fact, means: SLOTS[fact].means, before: from ?? null, after: to ?? null };
    return from === to ? [] : [changed];
  });
}

/** The words that patients get, or would get next where nothing is live. */
function wordsOf(answer: Answer) {
  return (liveRevision(answer) ?? answer.revisions.at(-1))?.content;
}

function usesOf(answers: readonly Answer[]): Record<FactName, AnswerUse[]> {
  const using = (fact: FactName) =>
    answers.flatMap((answer): AnswerUse[] => {
      const { title = '', text = '' } = wordsOf(answer) ?? {};
      const names = [`{clinic.${fact}}`, `{if clinic.${fact}}`, `({clinic.${fact}})`];
      const isUsed = names.some((name) => text.includes(name));
      return isUsed ? [{ id: answer.id, locale: answer.locale, title }] : [];
    });
  return Object.fromEntries(FACT_NAMES.map((fact) => [fact, using(fact)])) as Record<
    FactName,
    AnswerUse[]
  >;
}

type ByLocale = (locale: Locale) => SlotValues;

/** The answers that patients would read otherwise: by language, and what grows or shrinks most first. */
export function answersThatChange(
  answers: readonly Answer[],
  { before, after }: { before: ByLocale; after: ByLocale },
): AnswerWithFacts[] {
  const changed = answers.flatMap((answer) => {
    const { title = '', text = '' } = wordsOf(answer) ?? {};
    const { id, locale } = answer;
    const [was, willBe] = [before, after].map((values) => renderLoosely(text, values(locale)));
    if (was === undefined || willBe === undefined || was === willBe) return [];
    return [{ id, locale, title, before: was, after: willBe }];
  });
  const growth = (one: AnswerWithFacts) => Math.abs(one.after.length - one.before.length);
  return changed.sort((a, b) => a.locale.localeCompare(b.locale) || growth(b) - growth(a));
}
