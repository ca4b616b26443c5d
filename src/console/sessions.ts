import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Instant, StaffId } from '../domain/ids.ts';
import type { StaffMember } from '../domain/staff.ts';
import { HOUR_MS } from '../shared/clock.ts';
import type { WatchedClock } from '../shared/watched-clock.ts';
import type { Store } from '../store/store.ts';

export const SESSION_LIFETIME_MS = 12 * HOUR_MS;

const SessionContent = z.object({ staffId: StaffId, epoch: z.number().int(), signedInAt: Instant });

declare module '@fastify/secure-session' {
  interface SessionData {
    staffId: StaffId;
    epoch: number;
    signedInAt: string;
  }
}

export type SessionClock = Pick<WatchedClock, 'latest' | 'since'>;

export type Sessions = {
  /** Who sent this request; `undefined` when nobody is signed in, or no longer. */
  staffOf(request: FastifyRequest): Promise<StaffMember | undefined>;
  /** Starts a new session and forgets all that the old one held, so that a planted cookie is worth nothing. */
  start(request: FastifyRequest, staff: StaffMember): void;
  end(request: FastifyRequest): void;
};

/**
 * The session is an encrypted cookie; the person is read anew for each request, so a change of role counts at once. It goes
 * by time that has passed: a clock that is set ends none, and brings none back.
 */
export function createSessions({ store, clock }: { store: Store; clock: SessionClock }): Sessions {
  return {
    async staffOf(request) {
      const content = SessionContent.safeParse(request.session.data());
      if (!content.success) return undefined;
      const { staffId, epoch, signedInAt } = content.data;
      const age = clock.since(signedInAt);
      if (age === undefined || age > SESSION_LIFETIME_MS) return undefined;
      const staff = await store.staff.find(staffId);
      return staff && !staff.disabled && staff.sessionEpoch === epoch ? staff : undefined;
    },
    start(request, staff) {
      request.session.regenerate();
      request.session.set('staffId', staff.id);
      request.session.set('epoch', staff.sessionEpoch);
      request.session.set('signedInAt', clock.latest());
    },
    end(request) {
      request.session.delete();
    },
  };
}
