import { type Answer, type ApprovalKind, isForStaff, type Revision } from '../domain/answer.ts';
import { type ClinicProfile, fillSlots } from '../domain/clinic.ts';
import type { AnswerId, IntentId, Locale } from '../domain/ids.ts';
import type { Clock } from '../shared/clock.ts';
import type { Store } from '../store/store.ts';
import { contentHash } from './content-hash.ts';

/** A revision that may be sent now. */
export type ServedAnswer = {
  id: AnswerId;
  locale: Locale;
  revision: number;
  title: string;
  besideDose: boolean;
  /** Not approved yet: said with the label in front, and in demo mode only. */
  sample: boolean;
};

/** A text that staff may put into a message of their own, with the clinic's facts filled in. */
type CannedText = {
  id: AnswerId;
  title: string;
  text: string;
  /** Not approved yet: offered in demo mode only, and marked. */
  sample: boolean;
};

export type AnswerBank = {
  /** The answer to an intent, or why there is none to send. */
  find(
    intent: IntentId,
    locale: Locale,
  ): ServedAnswer | { missing: 'no_answer' | 'expired' | 'unapproved' };
  /** The texts that staff may use now, by title. */
  cannedTexts(locale: Locale): CannedText[];
  /**
   * Words of a revision that was published at some time. Throws when it never was, when its bytes have changed, and for
   * a text that is for staff alone.
   */
  revision(id: AnswerId, locale: Locale, revision: number): { title: string; text: string };
  /** Every answer in every language with all revisions, by id. */
  all(): Answer[];
  close(): void;
};

/** `clinic` fills the slots of the texts; approvals bind to the text with its slots. */
type Rules = { mode: 'demo' | 'live'; approvals: number; clinic: ClinicProfile; now: Clock };

/**
 * The published bank, held in memory and read again after each change in the store, so that the next question gets
 * the new words in this process and in every other.
 */
export async function createAnswerBank(
  store: Pick<Store, 'answers' | 'watch'>,
  rules: Rules,
): Promise<AnswerBank> {
  let answers: Answer[] = [];
  let byIntent = new Map<string, Answer[]>();
  /** The store changed and could not be read since: what we hold may have been taken back. */
  let stale = false;
  let loading: Promise<void> = Promise.resolve();
  const load = async () => {
    answers = [...(await store.answers.all())].sort((a, b) => a.id.localeCompare(b.id));
    byIntent = indexByIntent(answers);
  };
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
    if (event.kind === 'answer') reload();
  });
  return {
    all: () => answers,
    close: stop,
    find(intent, locale) {
      if (!stale) return pick(byIntent.get(`${locale} ${intent}`) ?? [], rules);
      reload();
      return { missing: 'no_answer' };
    },
    cannedTexts(locale) {
      if (stale) {
        reload();
        return [];
      }
      return answers
        .flatMap((answer) => (answer.locale === locale ? cannedText(answer, rules) : []))
        .sort((a, b) => a.title.localeCompare(b.title));
    },
    revision(id, locale, number) {
      const answer = answers.find(
        (candidate) => candidate.id === id && candidate.locale === locale,
      );
      const { title, text } = publishedWords(answer, number);
      return { title, text: fillSlots(text, rules.clinic) };
    },
  };
}

/** The revision that is live: the newest published one. */
export function liveRevision(answer: Answer): Revision | undefined {
  return answer.revisions.findLast((revision) => revision.state === 'published');
}

/** Whether the approvals that the clinic demands were given to exactly these bytes, by different people, none the author. */
export function isApproved(revision: Revision, demanded: number): boolean {
  const hash = contentHash(revision.content);
  const valid = revision.approvals.filter(
    (approval) => approval.contentHash === hash && approval.by !== revision.author,
  );
  const people = new Set(valid.map((approval) => approval.by));
  const kinds = new Set<ApprovalKind>(valid.map((approval) => approval.kind));
  return people.size >= demanded && kinds.size >= demanded;
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

/** The revision that may be used now, or why none may. */
function usable(
  answer: Answer | undefined,
  rules: Rules,
): { revision: Revision; sample: boolean } | { missing: 'no_answer' | 'expired' | 'unapproved' } {
  const revision = answer && liveRevision(answer);
  if (!revision || contentHash(revision.content) !== revision.contentHash) {
    return { missing: 'no_answer' };
  }
  if (revision.reviewBy !== undefined && revision.reviewBy <= rules.now())
    return { missing: 'expired' };
  const sample = !isApproved(revision, rules.approvals);
  return sample && rules.mode === 'live' ? { missing: 'unapproved' } : { revision, sample };
}

function cannedText(answer: Answer, rules: Rules): CannedText[] {
  const found = usable(answer, rules);
  if ('missing' in found || !isForStaff(found.revision.content)) return [];
  const { title, text } = found.revision.content;
  return [{ id: answer.id, title, text: fillSlots(text, rules.clinic), sample: found.sample }];
}

function pick(answers: Answer[], rules: Rules): ReturnType<AnswerBank['find']> {
  const [answer] = answers;
  const found = usable(answer, rules);
  if (!answer || 'missing' in found) return 'missing' in found ? found : { missing: 'no_answer' };
  const { revision, sample } = found;
  const { title, besideDose } = revision.content;
  return {
    id: answer.id,
    locale: answer.locale,
    revision: revision.number,
    title,
    besideDose,
    sample,
  };
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
