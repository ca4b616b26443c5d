import { expect, test } from 'vitest';
import { checkExposure, checkSecrets } from '../../../../src/cli/doctor/clinic/check-secrets.ts';
import {
  checkSettings,
  type SenseSettings,
} from '../../../../src/cli/doctor/clinic/check-settings.ts';
import { checkWays } from '../../../../src/cli/doctor/clinic/check-ways.ts';
import { findMisspelt } from '../../../../src/cli/doctor/clinic/find-misspelt.ts';
import type { Finding } from '../../../../src/cli/doctor/finding.ts';
import { describeSettings } from '../../../../src/config.ts';
import { DeliveryError } from '../../../../src/conversation/outbox/delivery.ts';

const levels = (findings: Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);

const LIVE: SenseSettings = {
  MODE: 'live',
  STORE: 'lowdb',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://chat.clinic.example',
  CLINIC_PHONE: '+1 312 867 5309',
  CLINIC_PHONE_24H: '+1 312 867 5310',
  TRUST_PROXY: 1,
  KEEP_CONVERSATIONS_DAYS: 90,
  KEEP_TICKETS_DAYS: 365,
  SLACK_TICKET_TEXT: 'none',
};
const IN_ORDER = ['ok settings.mode', 'ok settings.phone', 'ok settings.retention'];

test('settings of a clinic that makes sense are in order', () => {
  expect(levels(checkSettings(LIVE))).toEqual(IN_ORDER);
});

test.each<[string, Partial<SenseSettings>]>([
  ['warn settings.mode', { MODE: 'demo' }],
  ['fail settings.mode', { STORE: 'memory' }],
  ['fail settings.phone', { CLINIC_PHONE_24H: '911' }],
  ['fail settings.phone', { CLINIC_PHONE: '(555) 555-0134' }],
  ['warn settings.phone', { CLINIC_PHONE_24H: '+1 312 867 5309' }],
  ['fail settings.tls', { PUBLIC_URL: 'http://chat.clinic.example' }],
  ['fail settings.tls', { PUBLIC_URL: undefined, HOST: '0.0.0.0' }],
  ['warn settings.tls', { PUBLIC_URL: undefined, HOST: '0.0.0.0', MODE: 'demo' }],
  ['warn settings.proxy', { TRUST_PROXY: 0 }],
  ['fail settings.origins', { ALLOWED_ORIGINS: ['https://www.clinic.example/'] }],
  ['fail settings.origins', { ALLOWED_ORIGINS: ['www.clinic.example'] }],
  ['warn settings.retention', { KEEP_TICKETS_DAYS: 30 }],
  ['warn settings.slack', { SLACK_PATIENT_CHANNELS: ['C1'] }],
  ['warn settings.slack', { SLACK_TICKET_TEXT: 'redacted' }],
])('%s: a clinic with %o', (line, change) => {
  const found = levels(checkSettings({ ...LIVE, ...change }));
  expect(found).toContain(line);
  expect(
    found.filter((one) => !one.startsWith('ok') && one !== line && !one.endsWith('.mode')),
  ).toEqual([]);
});

test('each line that is not in order says what to do', () => {
  const found = checkSettings({
    ...LIVE,
    MODE: 'demo',
    HOST: '0.0.0.0',
    PUBLIC_URL: undefined,
    ALLOWED_ORIGINS: ['x'],
  });
  expect(found.filter(({ level, todo }) => level !== 'ok' && !todo)).toEqual([]);
});

const known = describeSettings().map(({ name }) => name);

test('a misspelt setting is named with the one that was meant, and other programs’ variables are left alone', () => {
  const env = {
    PATH: '/bin',
    HOSTNAME: 'desk',
    npm_config_cache: 'x',
    POSTGRES_PASSWORD: 'x',
    OTEL_SERVICE_NAME: 'x',
    MODE: 'live',
    SESION_SECRET: 'x',
    CLINIC_PHNOE: 'x',
    SLACK_TEAM: 'x',
    SMTP_URL: '',
  };
  const found = findMisspelt(env, known);
  expect(found.map((one) => `${one.found} ${one.todo}`)).toEqual([
    'SESION_SECRET is no setting of Askwell Did you mean SESSION_SECRET?',
    'CLINIC_PHNOE is no setting of Askwell Did you mean CLINIC_PHONE?',
    'SLACK_TEAM is no setting of Askwell The README lists all settings.',
  ]);
});

const DRAWN = 'kG7v0TqXw4ZbN9rYc2LfMhJd8PsUaEoi';

test('a secret that was drawn is in order, and one that was typed is not; neither is printed', () => {
  const isLive = { isLive: true };
  expect(levels(checkSecrets({ SESSION_SECRET: DRAWN }, isLive))).toEqual(['ok secrets']);
  for (const typed of [
    'a'.repeat(40),
    'change-me-change-me-change-me-now',
    'MySecretMySecretMySecretMySecret',
  ]) {
    const found = checkSecrets({ SESSION_SECRET: typed }, isLive);
    expect(levels(found)).toEqual(['fail secrets.weak']);
    expect(JSON.stringify(found)).not.toContain(typed);
    expect(levels(checkSecrets({ SESSION_SECRET: typed }, { isLive: false }))).toEqual([
      'warn secrets.weak',
    ]);
  }
  const twice = checkSecrets({ SESSION_SECRET: DRAWN, PAGE_WEBHOOK_SECRET: DRAWN }, isLive);
  expect(levels(twice)).toEqual(['warn secrets.shared']);
  expect(JSON.stringify(twice)).not.toContain(DRAWN);
});

const CLOSED = {
  databaseUrl: 'postgres://askwell:pw@db.example/askwell?sslmode=verify-full',
  smtpUrl: 'smtps://desk:pw@mail.example',
  storeKeys: 'a:key',
  isLive: true,
  envFileMode: 0o100600,
};

test('what travels or lies about unencrypted is named', () => {
  expect(checkExposure(CLOSED)).toEqual([]);
  const open = { ...CLOSED, databaseUrl: 'postgres://askwell:pw@db.example/askwell' };
  expect(levels(checkExposure(open))).toEqual(['warn secrets.database']);
  expect(levels(checkExposure({ ...CLOSED, smtpUrl: 'smtp://desk:pw@mail.example' }))).toEqual([
    'warn secrets.mail',
  ]);
  expect(levels(checkExposure({ ...CLOSED, storeKeys: undefined }))).toEqual([
    'warn secrets.sealed',
  ]);
  expect(levels(checkExposure({ ...CLOSED, envFileMode: 0o100644 }))).toEqual([
    'fail secrets.env-file',
  ]);
  expect(
    checkExposure({
      ...CLOSED,
      databaseUrl: 'postgres://a:b@127.0.0.1/x',
      smtpUrl: 'smtp://a:b@localhost',
    }),
  ).toEqual([]);
});

const NO_WAY = { isLive: true, slack: false, email: undefined, webhook: undefined };
const refused = (problem: string) => async () => {
  throw new DeliveryError({ kind: 'refused', problem });
};

test('a clinic that is live and calls nobody about an emergency has something to mend', async () => {
  expect(levels(await checkWays(NO_WAY))).toEqual(['fail ways']);
  expect(levels(await checkWays({ ...NO_WAY, isLive: false }))).toEqual(['warn ways']);
  expect(await checkWays({ ...NO_WAY, slack: true })).toEqual([]);
});

test('a mail server that refuses is named by its problem alone', async () => {
  const found = await checkWays({
    ...NO_WAY,
    email: refused('sign_in_refused'),
    webhook: async () => undefined,
  });
  expect(levels(found)).toEqual(['fail ways.email', 'ok ways.webhook']);
  expect(found[0]?.found).toBe('the mail server cannot be used (sign_in_refused)');
});
