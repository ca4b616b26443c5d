import { hkdfSync } from 'node:crypto';
import csrfProtection from '@fastify/csrf-protection';
import secureSession from '@fastify/secure-session';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { AnswerBank } from '../answer-bank/answer-bank.ts';
import type { ClinicDesk } from '../answer-bank/slots/clinic-desk.ts';
import { createPresence, type Presence } from '../conversation/desk/presence.ts';
import type { StaffActions } from '../conversation/desk/staff-actions.ts';
import type { Recalls } from '../conversation/recall/create-recalls.ts';
import type { ClinicProfile } from '../domain/clinic.ts';
import type { Clocks } from '../escalation/clocks/create-clocks.ts';
import { dueOf } from '../escalation/clocks/due.ts';
import { HOUR_MS, MINUTE_MS } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createPasswords } from './passwords.ts';
import {
  type AnswerPresence,
  answerPresenceRoutes,
} from './routes/answers/answer-presence-routes.ts';
import { type AnswerRouteDeps, answerRoutes } from './routes/answers/answer-routes.ts';
import { replyDraftRoutes } from './routes/answers/reply-draft-routes.ts';
import { createShownText } from './routes/answers/views/shown-text.ts';
import { clinicRoutes } from './routes/clinic/clinic-routes.ts';
import { type DeliveryDeps, deliveryRoutes } from './routes/deliveries/delivery-routes.ts';
import { deskRoutes } from './routes/desk/desk-routes.ts';
import { type DeskPresence, presenceRoutes } from './routes/desk/presence-routes.ts';
import { rememberedDues } from './routes/desk/queue/remembered-dues.ts';
import { ticketRoutes } from './routes/desk/ticket-routes.ts';
import { exampleRoutes } from './routes/examples/example-routes.ts';
import type { ExampleRouteDeps } from './routes/examples/examples-view.ts';
import { type QuestionRouteDeps, questionRoutes } from './routes/examples/question-routes.ts';
import { type FigureRouteDeps, figureRoutes } from './routes/figures/figure-routes.ts';
import { type GapRouteDeps, gapRoutes } from './routes/gaps/gap-routes.ts';
import { type Listener, registerLiveSocket } from './routes/live-socket.ts';
import { overviewRoutes } from './routes/overview/overview-routes.ts';
import { registerPageFiles } from './routes/page-files.ts';
import { auditRoutes } from './routes/people/audit-routes.ts';
import { ownSessionRoutes } from './routes/people/own-session-routes.ts';
import { peopleRoutes } from './routes/people/people-routes.ts';
import { secondFactorRoutes } from './routes/people/second-factor-routes.ts';
import { sessionRoutes } from './routes/people/session-routes.ts';
import { type PreviewRouteDeps, previewRoutes } from './routes/preview/preview-routes.ts';
import { recallRoutes } from './routes/recalls/recall-routes.ts';
import { registerRoutes } from './routes/register-routes.ts';
import type { ConsoleRoute } from './routes/route.ts';
import { searchRoutes } from './routes/search/search-routes.ts';
import { choiceRoutes } from './routes/settings/choice-routes.ts';
import { type StartRouteDeps, startRoutes } from './routes/start/start-routes.ts';
import { createSecondFactors, type SecondFactors } from './second-factor/create-second-factors.ts';
import type { WhoMust } from './second-factor/who-must.ts';
import {
  createSessions,
  SESSION_LIFETIME_MS,
  type SessionClock,
  type Sessions,
} from './sessions.ts';
import { createSetupToken, type SetupToken } from './setup-token.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on `/console/live` alone, between the check and the socket. */
    consoleListener?: Listener;
  }
}

export type ConsoleDeps = Omit<AnswerRouteDeps, 'shown'> &
  Pick<DeliveryDeps, 'outbox' | 'destinations'> &
  GapRouteDeps &
  PreviewRouteDeps &
  ExampleRouteDeps &
  QuestionRouteDeps &
  StartRouteDeps &
  FigureRouteDeps & {
    staffActions: StaffActions;
    /** Corrections to those who read what was wrong. */
    recalls: Recalls;
    bank: AnswerBank;
    /** The clinic's facts, and what slots say. */
    clinicDesk: ClinicDesk;
    clinic: ClinicProfile;
    /** Who writes at which ticket. */
    presence: Presence;
    /** How long a ticket may wait for a person. */
    clocks: Clocks;
    /** Takes out what could tell who somebody is. */
    redact(text: string): { text: string };
    mode: 'demo' | 'live';
    /** How much time has passed since a sign-in. */
    clock: SessionClock;
    log: Log;
    /** 32 characters or more; another one signs everybody out. */
    sessionSecret: string;
    /** True behind TLS: the cookie never travels in the clear. */
    secureCookies: boolean;
    /** Whom the clinic asks for a second factor. */
    whoMust: WhoMust;
    /** A session ends when nobody did anything for so long. */
    idleMinutes: number;
    /** Where people reach this server, when a proxy in front changes the Host header. */
    publicUrl?: string | undefined;
    /** The folder of all built files, `dist/`. */
    assets: URL;
  };

export type Console = {
  /** All routes are under `/console`. Needs `@fastify/websocket` on the instance. */
  plugin: FastifyPluginAsync;
  /** The one-time link that makes the first admin; `undefined` once there is anyone. */
  setupLink(baseUrl: string): Promise<string | undefined>;
};

const COOKIE_READ_FOR_MS = 400 * 24 * HOUR_MS;

/** Sign-in, desk, answers and people for staff: the API and the page. */
export async function createConsole(deps: ConsoleDeps): Promise<Console> {
  const { store, now } = deps;
  const accounts = createAccounts({ store, passwords: await createPasswords(), now });
  const setupToken = await createSetupToken(store, accounts);
  const secondFactors = createSecondFactors({ store, accounts, now });
  const sessions = createSessions({
    store,
    idleMs: deps.idleMinutes * MINUTE_MS,
    clock: deps.clock,
    now,
  });
  const others = (room: string) => ({ now, others: { room, signs: store.signs } });
  const presence = {
    writing: deps.presence,
    looking: createPresence(others('looking at a ticket')),
  };
  const answerPresence = {
    writing: createPresence<string>(others('writing an answer')),
    looking: createPresence<string>(others('looking at an answer')),
  };
  const routes = consoleRoutes(deps, {
    accounts,
    setupToken,
    secondFactors,
    sessions,
    presence,
    answerPresence,
  });
  const { whoMust } = deps;
  const isOurs = ownOrigin(deps.publicUrl);
  return {
    setupLink: setupToken.link,
    async plugin(app) {
      await app.register(secureSession, {
        cookieName: cookieNameOf(deps),
        key: sessionKey(deps.sessionSecret),
        // By the machine's clock, which may be set: how old a session may be is for `sessions` to say.
        expiry: COOKIE_READ_FOR_MS / 1000,
        cookie: {
          path: deps.secureCookies ? '/' : '/console',
          httpOnly: true,
          sameSite: 'lax',
          secure: deps.secureCookies,
          maxAge: SESSION_LIFETIME_MS / 1000,
        },
      });
      await app.register(csrfProtection, {
        sessionPlugin: '@fastify/secure-session',
        getToken: ({ headers }) => headers['csrf-token']?.toString(),
      });
      await registerPageFiles(app, deps.assets);
      registerRoutes(app, routes, { sessions, whoMust, isOurs, log: deps.log });
      registerLiveSocket(app, {
        store,
        presence,
        answerPresence,
        sessions,
        whoMust,
        isOurs,
      });
    },
  };
}

/** What the console makes for itself. */
type ConsoleParts = {
  accounts: Accounts;
  setupToken: SetupToken;
  secondFactors: SecondFactors;
  sessions: Sessions;
  presence: DeskPresence;
  answerPresence: AnswerPresence;
};

/** Every route of the API with who may use it. */
export function consoleRoutes(
  deps: ConsoleDeps,
  { accounts, setupToken, secondFactors, sessions, presence, answerPresence }: ConsoleParts,
): ConsoleRoute[] {
  const { clinic, mode, approvals, clocks, whoMust, idleMinutes } = deps;
  const installation = { clinicName: clinic.name, mode, approvals, idleMinutes };
  const desk = { ...deps, dueOf: rememberedDues((ticket) => dueOf(ticket, clocks)) };
  return [
    ...sessionRoutes({ accounts, setupToken, installation, whoMust }),
    ...secondFactorRoutes({ secondFactors, whoMust, clinicName: clinic.name }),
    ...ownSessionRoutes({ sessions, accounts }),
    ...ticketRoutes(desk),
    ...searchRoutes(desk),
    ...presenceRoutes({ presence }),
    ...deskRoutes(deps),
    ...deliveryRoutes(deps),
    ...replyDraftRoutes(deps),
    ...clinicRoutes(deps),
    ...answerRoutes({ ...deps, shown: createShownText(deps) }),
    ...answerPresenceRoutes(answerPresence),
    ...previewRoutes(deps),
    ...exampleRoutes(deps),
    ...questionRoutes(deps),
    ...recallRoutes(deps),
    ...gapRoutes(deps),
    ...figureRoutes(deps),
    ...overviewRoutes(deps),
    ...peopleRoutes({ ...deps, accounts, secondFactors }),
    ...auditRoutes(deps),
    ...choiceRoutes(deps),
    ...startRoutes(deps),
  ];
}

/** Behind TLS the browser itself sees to it that no other host, and no page in the clear, sets this cookie. */
function cookieNameOf({ secureCookies }: Pick<ConsoleDeps, 'secureCookies'>): string {
  return secureCookies ? '__Host-askwell_staff' : 'askwell_staff';
}

function sessionKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'askwell staff session', 32));
}

/** Whether the page that sent this is one of ours. A browser always names the origin of a POST and of a socket. */
function ownOrigin(publicUrl: string | undefined): (request: FastifyRequest) => boolean {
  const publicHost = publicUrl && new URL(publicUrl).host;
  return ({ headers: { origin }, host }) => {
    if (origin === undefined || !URL.canParse(origin)) return false;
    const from = new URL(origin).host;
    return from === host || from === publicHost;
  };
}
