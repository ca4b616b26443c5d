import { createHmac } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { type Served, serve } from '../../src/app/serving/serve.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Role } from '../../src/domain/staff.ts';
import { PASSWORD } from '../support/console.ts';

const SIGNING_SECRET = 'planted-signing-secret-8f2a';

/** Slack is connected to a port where nothing listens, so that its routes are there too. */
const WITH_SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-planted-bot-token-8f2a',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_STAFF_CHANNEL: 'C000000001',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
};

const BEHIND_TLS = { PUBLIC_URL: 'https://chat.example.org' };

/** Nothing listens there either. */
const WITH_SECRETS = {
  SESSION_SECRET: 'planted-session-secret-8f2a-of-32-characters',
  SMTP_URL: 'smtp://askwell:planted-smtp-password-8f2a@127.0.0.1:1',
  MAIL_FROM: 'Askwell <askwell@clinic.example>',
  PAGE_WEBHOOK_URL: 'http://127.0.0.1:1/hook',
  PAGE_WEBHOOK_SECRET: 'planted-webhook-secret-8f2a',
  PAGE_WEBHOOK_FORMAT: 'opsgenie',
  PAGE_WEBHOOK_KEY: 'planted-webhook-key-8f2a',
};

/** Stands in every secret that the program is given. */
export const PLANTED = 'planted-';

/** Far above what a test sends, so that a limit is met only where one is looked for. */
const NO_LIMITS = { RATE_LIMIT: '1000000', RATE_LIMIT_CONVERSATION: '1000000' };

type Route = { method: string; url: string };

export type WholeProgram = {
  app: App;
  served: Served;
  server: FastifyInstance;
  /** Every route that anything of the program has registered, HEAD beside its GET left out. */
  routes: Route[];
  /** Every line of the log, at its most talkative. */
  logged: string[];
};

/** The program as `askwell serve` builds it, on a store in memory; notes every route on its way. */
export async function openWholeProgram(env: Record<string, string> = {}): Promise<WholeProgram> {
  const settings = { ...NO_LIMITS, ...BEHIND_TLS, ...WITH_SECRETS, ...WITH_SLACK, ...env };
  const logged: string[] = [];
  const app = await openApp({
    config: readConfig({ STORE: 'memory', PORT: '0', ...settings }),
    root: new URL('../../', import.meta.url),
    log: pino({ level: 'debug' }, { write: (line) => logged.push(line) }),
  });
  const routes: Route[] = [];
  const note = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
    });
  };
  subscribe('fastify.initialization', note);
  const served = await serve(app);
  unsubscribe('fastify.initialization', note);
  return { app, served, server: served.server, routes, logged };
}

/** A browser of one person: keeps the cookie and the token. */
export type Person = {
  send(options: InjectOptions): Promise<LightMyRequestResponse>;
  cookie(): string;
  setCookie(cookie: string): void;
  token(): string;
};

const OURS = { origin: 'http://localhost', host: 'localhost' };

export function aPerson(server: FastifyInstance): Person {
  let cookie = '';
  let token = '';
  return {
    async send(options) {
      const headers = { ...OURS, cookie, 'csrf-token': token, ...options.headers };
      const response = await server.inject({ ...options, headers });
      const set = response.cookies.find(({ name }) => name.endsWith('askwell_staff'));
      if (set) cookie = `${set.name}=${encodeURIComponent(set.value)}`;
      if (response.statusCode === 200 && response.body.includes('"csrfToken"')) {
        token = response.json<{ csrfToken: string }>().csrfToken;
      }
      return response;
    },
    cookie: () => cookie,
    setCookie: (other) => {
      cookie = other;
    },
    token: () => token,
  };
}

const api = (url: string) => `/console/api${url}`;

/** One signed-in person for each role, made as an admin makes them. */
export async function staffOf({ server, served }: WholeProgram): Promise<Record<Role, Person>> {
  const admin = aPerson(server);
  await admin.send({ url: api('/session') });
  const setup = new URL(served.setupLink ?? 'http://localhost').searchParams.get('token');
  const person = { login: 'ada', firstName: 'Ada', password: PASSWORD };
  await admin.send({ method: 'POST', url: api('/setup'), payload: { token: setup, ...person } });
  const made = { admin, responder: aPerson(server), moderator: aPerson(server) };
  for (const role of ['responder', 'moderator'] as const) {
    const payload = { login: role, firstName: role, role, password: PASSWORD };
    await admin.send({ method: 'POST', url: api('/people'), payload });
    await signIn(made[role], role);
  }
  return made;
}

export async function signIn(person: Person, login: string, password = PASSWORD) {
  await person.send({ url: api('/session') });
  return person.send({ method: 'POST', url: api('/sign-in'), payload: { login, password } });
}

/** What Slack would send. */
export function signedBySlack(body: string, at = Date.now()): InjectOptions {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`);
  return {
    method: 'POST',
    url: '/slack/events',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature.digest('hex')}`,
    },
  };
}
