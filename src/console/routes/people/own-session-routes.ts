import { z } from 'zod';
import type { StaffId } from '../../../domain/ids.ts';
import type { Accounts } from '../../accounts.ts';
import type { Sessions } from '../../sessions.ts';
import type { OwnSessionView } from '../../wire/session.ts';
import { ALL_STAFF, type ConsoleRoute, staffRoute } from '../route.ts';
import { Code, notProved } from './second-factor-routes.ts';

const Proof = z.object({ password: z.string().min(1).max(200), code: Code.optional() });

type Deps = { sessions: Sessions; accounts: Pick<Accounts, 'prove'> };

/** Where a person is signed in, and how they end that. */
export function ownSessionRoutes({ sessions, accounts }: Deps): ConsoleRoute[] {
  const end = async (
    id: StaffId,
    credentials: z.infer<typeof Proof>,
    which: Parameters<Sessions['endSome']>[1],
  ) => {
    const isProved = await accounts.prove(id, credentials, 'ending sessions');
    return isProved ? { ended: await sessions.endSome(id, which) } : notProved();
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/sessions',
      roles: ALL_STAFF,
      input: z.object({}),
      async run(_input, { staff, session }): Promise<{ sessions: OwnSessionView[] }> {
        const open = sessions.openOf(staff).map(({ epoch: _, ...one }) => ({
          ...one,
          isThis: one.id === session.id(),
        }));
        return { sessions: open };
      },
    }),
    staffRoute({
      method: 'POST',
      url: '/sessions/:id/end',
      guarded: true,
      roles: ALL_STAFF,
      input: z.object({ params: z.object({ id: z.string().max(40) }), body: Proof }),
      run: async ({ params, body }, { staff }) => end(staff.id, body, { only: params.id }),
    }),
    staffRoute({
      method: 'POST',
      url: '/sessions/end-others',
      guarded: true,
      roles: ALL_STAFF,
      input: z.object({ body: Proof }),
      run: async ({ body }, { staff, session }) => end(staff.id, body, { allBut: session.id() }),
    }),
    // Pressing a key or touching the page is told here. The deed itself is that somebody is there.
    staffRoute({
      method: 'POST',
      url: '/still-here',
      roles: ALL_STAFF,
      isOpenWithoutSecondFactor: true,
      input: z.object({}),
      run: async (_input, { session }) => ({ ends: session.ends() }),
    }),
  ];
}
