import { z } from 'zod';
import type { Store } from '../../../store/store.ts';
import type { AuditView } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';

const AT_MOST = 200;

export function auditRoutes({ store }: { store: Store }): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/audit',
      roles: ['admin'],
      input: z.object({}),
      async run(): Promise<AuditView> {
        const names = await namesOf(store);
        const entries = await store.audit.latest(AT_MOST);
        return {
          entries: entries.map(({ id, at, by, action, subject }) => ({
            id,
            at,
            by: names.label(by),
            action,
            subject: names.inSubject(subject),
          })),
        };
      },
    }),
  ];
}
