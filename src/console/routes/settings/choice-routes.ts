import { z } from 'zod';
import type { AnswerBank } from '../../../answer-bank/answer-bank.ts';
import { sourcesById, translationState } from '../../../answer-bank/translation.ts';
import { newAuditEntryId } from '../../../domain/audit.ts';
import { Choices, FIRST_CHOICES } from '../../../domain/documents.ts';
import type { StaffId } from '../../../domain/ids.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { ChoicesView } from '../../wire/choices.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';

const ADMIN = ['admin'] as const;
const MOST_GRACE_DAYS = Choices.shape.translationGraceDays.maxValue ?? 0;
const DAYS = `a whole number of days from 0 to ${MOST_GRACE_DAYS}`;

type Deps = {
  store: Pick<Store, 'documents' | 'audit'>;
  bank: Pick<AnswerBank, 'all'>;
  now: Clock;
};

/** What an admin chooses while the program runs. */
export function choiceRoutes({ store, bank, now }: Deps): ConsoleRoute[] {
  const view = async (): Promise<ChoicesView> => {
    const { translationGraceDays } = (await store.documents.find('choices')) ?? FIRST_CHOICES;
    const answers = bank.all();
    const sources = sourcesById(answers);
    const grace = { graceDays: translationGraceDays, at: now() };
    const states = answers.map((answer) => translationState(answer, sources.get(answer.id), grace));
    return {
      translationGraceDays,
      mostGraceDays: MOST_GRACE_DAYS,
      outdated: states.filter((state) => state === 'outdated').length,
      withheld: states.filter((state) => state === 'withheld').length,
    };
  };
  const choose = async (translationGraceDays: number, by: StaffId) => {
    const before = await store.documents.update('choices', async (current = FIRST_CHOICES) => ({
      next: { ...current, translationGraceDays },
      result: current.translationGraceDays,
    }));
    if (before === translationGraceDays) return;
    const details = { before, days: translationGraceDays };
    const action = 'grace of outdated translations set';
    await store.audit.append([
      { id: newAuditEntryId(), at: now(), by, action, subject: 'choices', details },
    ]);
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/choices',
      roles: ADMIN,
      input: z.object({}),
      run: view,
    }),
    staffRoute({
      method: 'POST',
      url: '/choices',
      roles: ADMIN,
      input: z.object({
        body: z.object({
          translationGraceDays: z.int(DAYS).min(0, DAYS).max(MOST_GRACE_DAYS, DAYS),
        }),
      }),
      async run({ body: { translationGraceDays } }, { staff }) {
        await choose(translationGraceDays, staff.id);
        return view();
      },
    }),
  ];
}
