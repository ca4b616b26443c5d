import { z } from 'zod';
import type { AnswerBank } from '../../../answer-bank/answer-bank.ts';
import { Locale } from '../../../domain/ids.ts';
import type { Role, StaffMember } from '../../../domain/staff.ts';
import type { CannedTextView, ColleagueView, DeskHealth } from '../../wire.ts';
import { type DeliveryDeps, destinationViews } from '../deliveries/delivery-routes.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { ANSWERS, READS } from './ticket-input.ts';

type Deps = DeliveryDeps & { bank: AnswerBank };

/** What the desk needs besides its tickets: who works at it, approved texts, and what stands in the way. */
export function deskRoutes({ bank, ...deps }: Deps): ConsoleRoute[] {
  const { store } = deps;
  return [
    staffRoute({
      method: 'GET',
      url: '/colleagues',
      roles: ANSWERS,
      input: z.object({}),
      async run(): Promise<{ colleagues: ColleagueView[] }> {
        const colleagues = (await store.staff.all())
          .filter(({ role, disabled }) => !disabled && role !== 'moderator')
          .map(({ id, firstName, away = false }) => ({ id, firstName, away }));
        return {
          colleagues: colleagues.sort((a, b) => a.firstName.localeCompare(b.firstName)),
        };
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/canned-texts',
      roles: ANSWERS,
      input: z.object({ query: z.object({ locale: Locale }) }),
      run: async ({ query }): Promise<{ texts: CannedTextView[] }> => ({
        texts: bank.cannedTexts(query.locale),
      }),
    }),
    staffRoute({
      method: 'GET',
      url: '/desk-health',
      roles: READS,
      input: z.object({}),
      async run(_input, { staff }): Promise<DeskHealth> {
        return {
          nobodyOnCall: staff.role === 'admin' ? nobodyOnCall(await store.staff.all()) : null,
          deliveries: mends(staff.role) ? await deliveriesOf(deps) : null,
        };
      },
    }),
  ];
}

function mends(role: Role): boolean {
  return role !== 'moderator';
}

async function deliveriesOf(deps: DeliveryDeps): Promise<DeskHealth['deliveries']> {
  return {
    down: destinationViews(deps).filter(({ down }) => down !== null),
    dead: (await deps.outbox.failed()).length,
  };
}

/** Pages go by the on-call order; without anyone in it they go to everybody, or to the shared places alone. */
function nobodyOnCall(staff: StaffMember[]): boolean {
  return !staff.some(
    ({ disabled, away, duties }) => !disabled && !away && duties?.onCall !== undefined,
  );
}
