import { z } from 'zod';
import type {
  FirstRunDesk,
  SignOutcome,
} from '../../../conversation/first-run/create-first-run.ts';
import { AnswerId, Locale } from '../../../domain/ids.ts';
import type { Store } from '../../../store/store.ts';
import type { StandingView, StartView, TriedPage } from '../../wire/start.ts';
import { namesOf } from '../person-names.ts';
import { ALL_STAFF, type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { startView } from './start-view.ts';

const EDITS = ['moderator', 'admin'] as const;
const ADMIN = ['admin'] as const;

const MOST_AT_ONCE = 500;

export type StartRouteDeps = {
  store: Store;
  firstRun: FirstRunDesk;
  /** Sends a test page on every way that is set; rejects never. */
  tryPages(): Promise<TriedPage[]>;
};

/** The first run: where it stands, each of its steps, and the sign-off without which live mode answers nothing. */
export function startRoutes({ store, firstRun, tryPages }: StartRouteDeps): ConsoleRoute[] {
  const view = async (): Promise<StartView> => {
    const [state, names] = await Promise.all([firstRun.read(), namesOf(store)]);
    return startView(state, { mode: firstRun.settings.mode, names });
  };
  return [
    staffRoute({ method: 'GET', url: '/start', roles: EDITS, input: z.object({}), run: view }),
    staffRoute({
      method: 'GET',
      url: '/start/standing',
      roles: ALL_STAFF,
      input: z.object({}),
      async run(): Promise<StandingView> {
        const { standing, done, of } = await firstRun.standing();
        const broken = standing.kind === 'fallen' ? standing.broken : [];
        return { mode: firstRun.settings.mode, standing: standing.kind, broken, done, of };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/start/hours',
      roles: ADMIN,
      input: z.object({ body: z.object({ setting: z.string().max(500) }) }),
      run: async ({ body: { setting } }, { staff }) =>
        (await firstRun.readHours(staff.id, setting)) ? view() : isOther,
    }),
    staffRoute({
      method: 'POST',
      url: '/start/called',
      roles: ADMIN,
      input: z.object({ body: z.object({ number: z.string().max(200) }) }),
      run: async ({ body: { number } }, { staff }) =>
        (await firstRun.calledPhone(staff.id, number)) ? view() : isOther,
    }),
    staffRoute({
      method: 'POST',
      url: '/start/pages',
      guarded: true,
      roles: ADMIN,
      input: z.object({}),
      async run(_input, { staff }): Promise<{ tried: TriedPage[]; start: StartView }> {
        const tried = await tryPages();
        await firstRun.triedPages(staff.id, acceptedOn(tried));
        return { tried, start: await view() };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/start/put-off',
      roles: EDITS,
      input: z.object({
        body: z.object({
          answers: z
            .array(z.object({ id: AnswerId, locale: Locale }))
            .min(1)
            .max(MOST_AT_ONCE),
        }),
      }),
      async run({ body: { answers } }, { staff }) {
        await firstRun.putOff(staff.id, answers);
        return view();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/start/trial',
      roles: ADMIN,
      input: z.object({}),
      run: async (_input, { staff }) => ({ conversation: await firstRun.trial.begin(staff.id) }),
    }),
    staffRoute({
      method: 'POST',
      url: '/start/trial/end',
      roles: ADMIN,
      input: z.object({}),
      async run(_input, { staff }) {
        await firstRun.trial.end(staff.id);
        return view();
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/start/sign-off',
      roles: ADMIN,
      input: z.object({}),
      async run(_input, { signature }) {
        const outcome = await firstRun.signOff(signature);
        return outcome.kind === 'signed' ? view() : notReady(outcome);
      },
    }),
  ];
}

/** A way of several people counts when each of them was reached. */
function acceptedOn(tried: readonly TriedPage[]): string[] {
  const ways = [...new Set(tried.map(({ way }) => way))];
  return ways.filter((way) => {
    const of = tried.filter((one) => one.way === way);
    return (
      of.some(({ outcome }) => outcome === 'accepted') &&
      !of.some(({ outcome }) => outcome === 'refused')
    );
  });
}

const isOther = new Refusal(
  409,
  'changed',
  'The setting is another by now than the one you saw. Reload the page and look again.',
);

function notReady({ missing }: Extract<SignOutcome, { kind: 'not_ready' }>): Refusal {
  const first = missing.slice(0, 3).join(' ');
  return new Refusal(409, 'not_ready', `Not signed, since something is still missing. ${first}`);
}
