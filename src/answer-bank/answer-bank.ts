import { type Answer, findAnswer, isForStaff, type Revision } from '../domain/answer.ts';
import type { ClinicProfile } from '../domain/clinic.ts';
import { FIRST_CHOICES } from '../domain/documents.ts';
import type { AnswerId, Instant, IntentId, Locale } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import type { Store, StoreEvent } from '../store/store.ts';
import { contentHash } from './content-hash.ts';
import { isApproved, liveRevision } from './revisions/approvals.ts';
import { findRevision } from './revisions/on-revision.ts';
import type { ClinicDesk } from './slots/clinic-desk.ts';
import { render, type SlotValues } from './slots/render.ts';
import { slotValues } from './slots/slot-values.ts';
import { sourcesById, translationState } from './translation.ts';

/** A revision that may be sent now. */
export type ServedAnswer = {
  id: AnswerId;
  locale: Locale;
  revision: number;
  title: string;
  besideDose: boolean;
  /** Not approved yet: said with the label in front, and in demo mode only. */
  sample: boolean;
  /** Which of the clinic's facts stand in its slots now; absent where it has none, or the settings stand alone. */
  profile?: number;
};

/** A text that staff may put into a message of their own, with the clinic's facts filled in. */
type CannedText = {
  id: AnswerId;
  title: string;
  text: string;
  /** Not approved yet: offered in demo mode only, and marked. */
  sample: boolean;
};

/**
 * `outdated`: a translation of English words that are not live any more, past the grace. `unapproved` is every answer,
 * too, where nobody has signed that the clinic may go live.
 */
type Missing = { missing: 'no_answer' | 'expired' | 'outdated' | 'unapproved' };

export type AnswerBank = {
  /** The answer to an intent, or why there is none to send. */
  find(intent: IntentId, locale: Locale): ServedAnswer | Missing;
  /** The texts that staff may use now, by title. */
  cannedTexts(locale: Locale): CannedText[];
  /**
   * Words of a revision that was published at some time, with the facts of this profile (the settings alone without one).
   * Throws when it never was, when its bytes have changed, when a slot has no value, and for a text for staff alone.
   */
  revision(
    id: AnswerId,
    locale: Locale,
    revision: number,
    profile?: number,
  ): { title: string; text: string };
  /** Whether the words of a revision were taken back as wrong: not even what waited to be delivered says them any more. */
  isWithdrawn(id: AnswerId, locale: Locale, revision: number): boolean;
  /** The moment by which review dates go: the latest known, though the clock was set back since. */
  moment(): Instant;
  /** Every answer in every language with all revisions, by id. */
  all(): Answer[];
  close(): void;
};

/**
 * `clinic`, the settings, fills the slots of the texts, and so do the signed facts where they are handed in; approvals bind
 * to the text with its slots.
 */
type Rules = {
  mode: 'demo' | 'live';
  approvals: number;
  clinic: ClinicProfile;
  facts?: Pick<ClinicDesk, 'profile' | 'values'>;
  now: Clock;
};

/**
 * The published bank, held in memory and read again after each change in the store, so that the next question gets
 * the new words in this process and in every other.
 */
export async function createAnswerBank(
  store: Pick<Store, 'answers' | 'documents' | 'watch'>,
  rules: Rules,
): Promise<AnswerBank> {
  let answers: Answer[] = [];
  let byIntent = new Map<string, Answer[]>();
  let sources = new Map<AnswerId, Answer>();
  let { translationGraceDays: graceDays } = FIRST_CHOICES;
  let isSigned = false;
  /** The store changed and could not be read since: what we hold may have been taken back. */
  let stale = false;
  let loading: Promise<void> = Promise.resolve();
  const load = async () => {
    const [all, choices, firstRun] = await Promise.all([
      store.answers.all(),
      store.documents.find('choices'),
      store.documents.find('firstRun'),
    ]);
    isSigned = firstRun?.signOff !== undefined;
    answers = [...all].sort((a, b) => a.id.localeCompare(b.id));
    byIntent = indexByIntent(answers);
    sources = sourcesById(answers);
    graceDays = (choices ?? FIRST_CHOICES).translationGraceDays;
  };
  const usableNow = (answer: Answer | undefined) =>
    usable(answer, { ...rules, source: answer && sources.get(answer.id), graceDays });
  /** One reading after another, so that an older one never overwrites a newer. */
  const reload = () => {
    loading = loading.then(load).then(
      () => {
        stale = false;
      },
      () => {
        stale = true;
      },
    );
  };
  await load();
  const stop = store.watch((event) => {
    if (event.kind === 'answer' || decidesWhatIsServed(event)) reload();
  });
  return {
    all: () => answers,
    moment: rules.now,
    isWithdrawn: (id, locale, number) =>
      findRevision(findAnswer(answers, { id, locale }), number)?.revision.withdrawn !== undefined,
    close: stop,
    find(intent, locale) {
      if (!stale && rules.mode === 'live' && !isSigned) return { missing: 'unapproved' };
      if (!stale)
        return pick(byIntent.get(`${locale} ${intent}`)?.[0], usableNow, rules.facts?.profile());
      reload();
      return { missing: 'no_answer' };
    },
    cannedTexts(locale) {
      if (stale) {
        reload();
        return [];
      }
      return answers
        .flatMap((answer) =>
          answer.locale === locale ? cannedText(answer, usableNow(answer), rules) : [],
        )
        .sort((a, b) => a.title.localeCompare(b.title));
    },
    revision(id, locale, number, profile) {
      const { title, text } = publishedWords(findAnswer(answers, { id, locale }), number);
      return { title, text: render(text, valuesOf(rules, locale, profile ?? 'settings')) };
    },
  };
}

function decidesWhatIsServed(event: StoreEvent): boolean {
  return event.kind === 'document' && (event.name === 'choices' || event.name === 'firstRun');
}

function indexByIntent(answers: Answer[]): Map<string, Answer[]> {
  const index = new Map<string, Answer[]>();
  for (const answer of answers) {
    const content = liveRevision(answer)?.content;
    if (!content || isForStaff(content)) continue;
    for (const intent of content.intents) {
      const key = `${answer.locale} ${intent}`;
      index.set(key, [...(index.get(key) ?? []), answer]);
    }
  }
  return index;
}

/** A revision that may be used now, or why none may. */
type Usable = { revision: Revision; sample: boolean } | Missing;

function usable(
  answer: Answer | undefined,
  { source, graceDays, ...rules }: Rules & { source: Answer | undefined; graceDays: number },
): Usable {
  const revision = answer && liveRevision(answer);
  if (!revision || contentHash(revision.content) !== revision.contentHash) {
    return { missing: 'no_answer' };
  }
  const at = rules.now();
  if (revision.reviewBy !== undefined && revision.reviewBy <= at) return { missing: 'expired' };
  const translation = translationState(answer, source, { graceDays, at });
  if (translation === 'withheld') return { missing: 'outdated' };
  const sample = !isApproved(revision, rules.approvals);
  return sample && rules.mode === 'live' ? { missing: 'unapproved' } : { revision, sample };
}

function cannedText(answer: Answer, found: Usable, rules: Rules): CannedText[] {
  if ('missing' in found || !isForStaff(found.revision.content)) return [];
  const { title, text } = found.revision.content;
  const values = valuesOf(rules, answer.locale, rules.facts?.profile() ?? 'settings');
  return [{ id: answer.id, title, text: render(text, values), sample: found.sample }];
}

function pick(
  answer: Answer | undefined,
  usableNow: (answer: Answer) => Usable,
  profile: number | undefined,
): ReturnType<AnswerBank['find']> {
  if (!answer) return { missing: 'no_answer' };
  const found = usableNow(answer);
  if ('missing' in found) return found;
  const { revision, sample } = found;
  const { title, besideDose, text } = revision.content;
  return {
    id: answer.id,
    locale: answer.locale,
    revision: revision.number,
    title,
    besideDose,
    sample,
    ...(profile !== undefined && text.includes('{') && { profile }),
  };
}

function valuesOf(
  { clinic, facts }: Rules,
  locale: Locale,
  profile: number | 'settings',
): SlotValues {
  return facts ? facts.values(locale, profile) : slotValues(clinic, undefined, locale);
}

function publishedWords(
  answer: Answer | undefined,
  number: number,
): { title: string; text: string } {
  const revision = answer?.revisions.find((candidate) => candidate.number === number);
  if (!revision?.publishedAt) throw new Error('this revision was never published');
  if (contentHash(revision.content) !== revision.contentHash) {
    throw new Error('the bytes of this revision differ from those that were published');
  }
  if (isForStaff(revision.content)) throw new Error('this text is for staff alone');
  return { title: revision.content.title, text: revision.content.text };
}
