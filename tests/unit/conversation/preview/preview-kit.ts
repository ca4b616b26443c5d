import { onTestFinished } from 'vitest';
import { createAnswerBank } from '../../../../src/answer-bank/answer-bank.ts';
import { createAnswerLife } from '../../../../src/answer-bank/answer-life.ts';
import { contentHash } from '../../../../src/answer-bank/content-hash.ts';
import { createPastTurns } from '../../../../src/conversation/past/create-past-turns.ts';
import type { AnswerContent } from '../../../../src/domain/answer.ts';
import { SAMPLE_CLINIC } from '../../../../src/domain/clinic.ts';
import { AnswerId, IntentId, newStaffId } from '../../../../src/domain/ids.ts';
import type { Question } from '../../../../src/domain/question.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { signOff } from '../../../support/sign-off.ts';
import { anUntaughtClassifier, aTrying } from '../../../support/trying-kit.ts';
import { T0 } from '../../../support/turn-kit.ts';

export const AUTHOR = newStaffId();
export const READER = newStaffId();
export const CLINICIAN = newStaffId();

const keyOf = (id: string) => ({ id: AnswerId.parse(id), locale: 'en' as const });
export const DRIVING = keyOf('driving.after-treatment');
export const FOOD = keyOf('prep.food-drink');
export const TRIALS = keyOf('provider.trials');

const INTENTS = ['driving.after_treatment', 'prep.food_drink', 'provider.trials'];

/** The classifier of the turn kit knows "drive", "eat" and "trial"; trials have no answer, so they go to staff. */
export const QUESTIONS: Question[] = [
  { text: 'when can I drive', locale: 'en', expect: IntentId.parse('driving.after_treatment') },
  { text: 'may I eat before', locale: 'en', expect: 'prep' },
  { text: 'is there a trial for me', locale: 'en', expect: 'staff' },
  { text: 'tell me a joke', locale: 'en', expect: 'out_of_scope' },
];

export function content(overrides: Partial<AnswerContent> = {}): AnswerContent {
  return {
    title: 'Driving after treatment',
    intents: [IntentId.parse('driving.after_treatment')],
    besideDose: true,
    sources: [{ title: 'Label, section 17', publisher: 'Janssen', checked: '2026-11-22' }],
    reviewEveryMonths: 12,
    awaitingTranslator: false,
    text: 'Do not drive yourself home. Do not drive until 24 hours have passed **and** you have had a full night of sleep.',
    ...overrides,
  };
}

export const foodContent = content({
  title: 'Food before a visit',
  intents: [IntentId.parse('prep.food_drink')],
  besideDose: false,
  text: 'Ask the clinic when to stop eating.',
});

export const trialsContent = content({
  title: 'Studies you could join',
  intents: [IntentId.parse('provider.trials')],
  besideDose: false,
  text: 'Ask the clinic about studies.',
});

async function publishSample(store: Store, key: typeof DRIVING, words: AnswerContent) {
  await store.answers.update(key, async () => ({
    next: {
      schema: 1,
      ...key,
      revisions: [
        {
          number: 1,
          content: words,
          contentHash: contentHash(words),
          state: 'published',
          author: 'starter',
          createdAt: T0,
          approvals: [],
          renewals: [],
          publishedAt: T0,
        },
      ],
    },
    result: undefined,
  }));
}

/** A bank with an answer about driving and one about food, both live, and all that tries changes of it. */
export async function aMovingBank(
  questions: readonly Question[] = QUESTIONS,
  mode: 'demo' | 'live' = 'demo',
) {
  const store = await openMemoryStore({ now: () => T0 });
  await publishSample(store, DRIVING, content());
  await publishSample(store, FOOD, foodContent);
  const now = () => T0;
  const bank = await createAnswerBank(store, {
    clinic: SAMPLE_CLINIC,
    mode,
    approvals: 2,
    now,
  });
  const knownIntents = new Set(INTENTS);
  const life = createAnswerLife({ store, now, approvals: 2, knownIntents });
  const live = anUntaughtClassifier(INTENTS);
  const past = createPastTurns({ store, now, log: silentLog });
  past.start();
  const trying = aTrying({ store, bank, answerLife: life, past, live, now, mode, questions });
  await signOff(store);
  await hire(store);
  onTestFinished(async () => {
    trying.close();
    await past.stop();
  });
  return { store, past, life, ...trying };
}

/** Approvals look up who gives them. */
async function hire(store: Store) {
  for (const [index, id] of [AUTHOR, CLINICIAN, READER].entries()) {
    await store.staff.update(id, async () => ({
      next: {
        schema: 1,
        id,
        login: `staff-${index}`,
        firstName: 'Mia',
        role: 'moderator',
        passwordHash: '',
        credential: 'nurse',
        disabled: false,
        sessionEpoch: 0,
        failedSignIns: 0,
        createdAt: T0,
      },
      result: undefined,
    }));
  }
}

type Moving = Awaited<ReturnType<typeof aMovingBank>>;

/** A new revision with all approvals. Gives its number. */
export async function anApproved(
  { life }: Pick<Moving, 'life'>,
  key: typeof DRIVING,
  words: AnswerContent,
  basedOn = 1,
): Promise<number> {
  const drafted = await life.propose({ ...key, content: words, author: AUTHOR, basedOn });
  if (drafted.kind !== 'drafted') throw new Error(JSON.stringify(drafted, null, 1));
  const { revision } = drafted;
  await life.submit(key, revision, AUTHOR);
  const given = { contentHash: contentHash(words) };
  await life.approve(key, revision, { by: CLINICIAN, kind: 'clinical', ...given });
  await life.approve(key, revision, { by: READER, kind: 'plain_language', ...given });
  return revision;
}
