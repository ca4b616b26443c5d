import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newAuditEntryId } from '../domain/audit.ts';
import { StaffId } from '../domain/ids.ts';
import type { StaffMember, StaffSession } from '../domain/staff.ts';
import { type Clock, HOUR_MS, MINUTE_MS } from '../shared/clock.ts';
import { base32 } from '../shared/ids.ts';
import type { WatchedClock } from '../shared/watched-clock.ts';
import type { Store } from '../store/store.ts';
import { browserName } from './browser-name.ts';
import type { SessionEnd, SignedOutBecause } from './wire/session.ts';

export const SESSION_LIFETIME_MS = 12 * HOUR_MS;
/** Those that are over by time stay this long, so that a page can say why it was signed out. */
const REMEMBERED_FOR_MS = 2 * SESSION_LIFETIME_MS;
const MOST_AT_ONCE = 20;
/** Noting each press of a key would write the person's record all day long. */
const NOTED_AT_MOST_EVERY_MS = 5 * MINUTE_MS;

const SessionContent = z.object({ staffId: StaffId, sessionId: z.string() });

declare module '@fastify/secure-session' {
  interface SessionData {
    staffId: StaffId;
    sessionId: string;
  }
}

export type Visit =
  | { kind: 'signed_in'; staff: StaffMember; session: StaffSession; ends: SessionEnd }
  | { kind: 'signed_out'; because: SignedOutBecause | null };

type SignedIn = Extract<Visit, { kind: 'signed_in' }>;

export type SessionClock = Pick<WatchedClock, 'latest' | 'since'>;

export type Sessions = {
  /** Who sent this request. */
  visitOf(request: FastifyRequest): Promise<Visit>;
  /** A person did something just now. */
  noteActivity(visit: SignedIn): Promise<SignedIn>;
  /** Starts a new session and forgets all that the old one held, so that a planted cookie is worth nothing. */
  start(request: FastifyRequest, staff: StaffMember): Promise<SignedIn>;
  end(request: FastifyRequest): void;
  isOpen(staff: StaffMember, sessionId: string): boolean;
  /** Those that are open, the latest begun first. */
  openOf(staff: StaffMember): StaffSession[];
  /** Ends sessions of one person: the one named, or all but the one to keep. Gives how many were open. */
  endSome(id: StaffId, which: { only: string } | { allBut: string }): Promise<number>;
};

type Deps = {
  store: Pick<Store, 'staff' | 'audit'>;
  idleMs: number;
  clock: SessionClock;
  now: Clock;
};

/**
 * The cookie names a person and one of their sessions; both are read anew for each request, so what was ended, or a change
 * of role, counts at once. They go by time that has passed: a clock that is set ends none, and brings none back.
 */
export function createSessions({ store, idleMs, clock, now }: Deps): Sessions {
  const noteEveryMs = Math.min(NOTED_AT_MOST_EVERY_MS, idleMs / 20);
  // A moment that has not come: another clock gave it.
  const since = (at: string) => clock.since(at) ?? Number.POSITIVE_INFINITY;
  const whyOver = (staff: StaffMember, session: StaffSession): SignedOutBecause | undefined => {
    if (staff.disabled || session.epoch !== staff.sessionEpoch) return 'ended';
    if (since(session.startedAt) > SESSION_LIFETIME_MS) return 'long';
    return since(session.activeAt) > idleMs ? 'idle' : undefined;
  };
  const signedIn = (staff: StaffMember, session: StaffSession): SignedIn => {
    const long = SESSION_LIFETIME_MS - since(session.startedAt);
    const idle = idleMs - since(session.activeAt);
    const ends: SessionEnd =
      idle < long ? { inMs: idle, because: 'idle' } : { inMs: long, because: 'long' };
    return { kind: 'signed_in', staff, session, ends };
  };
  const openOf = (staff: StaffMember) =>
    (staff.sessions ?? []).filter((session) => whyOver(staff, session) === undefined);

  return {
    async visitOf(request) {
      const content = SessionContent.safeParse(request.session.data());
      if (!content.success) return { kind: 'signed_out', because: null };
      const { staffId, sessionId } = content.data;
      const staff = await store.staff.find(staffId);
      const session = staff?.sessions?.find(({ id }) => id === sessionId);
      if (!staff || !session) return { kind: 'signed_out', because: 'ended' };
      const because = whyOver(staff, session);
      return because ? { kind: 'signed_out', because } : signedIn(staff, session);
    },

    async noteActivity(visit) {
      const { staff, session } = visit;
      if (since(session.activeAt) < noteEveryMs) return visit;
      const active = { ...session, activeAt: clock.latest() };
      await store.staff.update(staff.id, async (current) => ({
        next: current && {
          ...current,
          sessions: (current.sessions ?? []).map((one) => (one.id === active.id ? active : one)),
        },
        result: undefined,
      }));
      return signedIn(staff, active);
    },

    async start(request, staff) {
      const at = clock.latest();
      const session: StaffSession = {
        id: base32(16),
        epoch: staff.sessionEpoch,
        startedAt: at,
        activeAt: at,
        browser: browserName(request.headers['user-agent']),
      };
      await store.staff.update(staff.id, async (current) => ({
        next: current && { ...current, sessions: withSession(current, session, since) },
        result: undefined,
      }));
      request.session.regenerate();
      request.session.set('staffId', staff.id);
      request.session.set('sessionId', session.id);
      return signedIn(staff, session);
    },

    end(request) {
      request.session.delete();
    },

    isOpen: (staff, sessionId) => openOf(staff).some(({ id }) => id === sessionId),

    openOf: (staff) => openOf(staff).reverse(),

    async endSome(id, which) {
      const goes = (session: StaffSession) =>
        'only' in which ? session.id === which.only : session.id !== which.allBut;
      const ended = await store.staff.update(id, async (current) => ({
        next: current && {
          ...current,
          sessions: (current.sessions ?? []).filter((session) => !goes(session)),
        },
        result: current ? openOf(current).filter(goes).length : 0,
      }));
      if (ended > 0) {
        const action = 'only' in which ? 'session ended' : 'all other sessions ended';
        await store.audit.append([
          { id: newAuditEntryId(), at: now(), by: id, action, subject: `staff ${id}` },
        ]);
      }
      return ended;
    },
  };
}

function withSession(
  { sessions = [], sessionEpoch }: StaffMember,
  added: StaffSession,
  since: (at: string) => number,
): StaffSession[] {
  const kept = sessions.filter(
    ({ epoch, startedAt }) => epoch === sessionEpoch && since(startedAt) < REMEMBERED_FOR_MS,
  );
  return [...kept, added].slice(-MOST_AT_ONCE);
}
