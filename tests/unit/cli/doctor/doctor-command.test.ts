import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentHash } from '../../../../src/answer-bank/content-hash.ts';
import { dataTools } from '../../../../src/app/commands/data-tools.ts';
import { doctorTools } from '../../../../src/app/doctor/doctor-tools.ts';
import { checkAnswers, checkGoLive } from '../../../../src/cli/doctor/clinic/check-answers.ts';
import { checkPeople } from '../../../../src/cli/doctor/clinic/check-people.ts';
import { doctorCommand } from '../../../../src/cli/doctor/doctor-command.ts';
import { type DoctorTools, examine } from '../../../../src/cli/doctor/examine.ts';
import type { Finding } from '../../../../src/cli/doctor/finding.ts';
import { runCommands } from '../../../../src/cli/run-commands.ts';
import type { Answer } from '../../../../src/domain/answer.ts';
import { AnswerId } from '../../../../src/domain/ids.ts';
import { systemClock } from '../../../../src/shared/clock.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openLowdbStore } from '../../../../src/store/lowdb/open-lowdb-store.ts';
import { NO_SEAL } from '../../../../src/store/seal/create-seal.ts';
import { anAnswer, anEntry, aStaffId, aStaffMember } from '../../../contract/examples.ts';
import { keysNamed } from '../../../support/a-seal.ts';
import { aTerminal } from '../../../support/a-terminal.ts';
import { openSlackEmulator } from '../../../support/slack-emulator.ts';
import { anSmtpReceiver } from '../../email/smtp-receiver.ts';

const ROOT = new URL('../../../../', import.meta.url);
const aFolder = () => mkdtempSync(join(tmpdir(), 'askwell-doctor-'));
const levels = (findings: readonly Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);
const ofPart = (part: string, findings: readonly Finding[]) =>
  findings.filter(({ id }) => id.split('.')[0] === part);

async function doctor(env: Record<string, string>, ...options: string[]) {
  const { terminal, printed } = aTerminal();
  const open = () => doctorTools({ env: { PORT: '0', ...env }, root: ROOT });
  const code = await runCommands(['doctor', ...options], [doctorCommand(terminal, open)], terminal);
  return { ...printed(), code };
}

/** A folder as a server leaves it; `stays`: with the server still on it. */
async function aKeptFolder({ stays = false } = {}) {
  const folder = aFolder();
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog, seal: NO_SEAL });
  const admin = aStaffMember({ role: 'admin', duties: { onCall: 1 }, email: 'ana@clinic.example' });
  await store.staff.update(admin.id, async () => ({ next: admin, result: undefined }));
  await store.audit.append([anEntry('e1'), anEntry('e2')]);
  if (stays) onTestFinished(() => store.close());
  else await store.close();
  return folder;
}

test('a folder with a server on it is looked at, and nothing in it changes', async () => {
  const folder = await aKeptFolder({ stays: true });
  const files = () => readdirSync(folder, { recursive: true }).map(String).sort();
  const before = files();
  const { code, out } = await doctor({ DATA_DIR: folder }, '--json');
  const { ok, findings } = JSON.parse(out);
  expect(ok).toBe(true);
  expect(code).toBe(0);
  expect(levels(ofPart('store', findings))).toEqual([
    'ok store.folder',
    'ok store.space',
    'ok store.process',
  ]);
  expect(levels(ofPart('audit', findings))).toEqual(['ok audit']);
  expect(ofPart('audit', findings)[0]?.found).toContain('2 entries fit');
  expect(files()).toEqual(before);
});

test('where no server could start, all that is wrong is told at once, and the rest is still looked at', async () => {
  const secret = 'pass-word-of-the-mail-server';
  const { code, out, err } = await doctor({
    MODE: 'live',
    PORT: 'many',
    SMTP_URL: `smtp://desk:${secret}@127.0.0.1:1`,
    MAIL_FROM: 'Askwell <desk@clinic.example>',
    DATA_DIR: await aKeptFolder(),
  });
  expect(code).toBe(1);
  for (const part of [
    'PORT: ',
    'SESSION_SECRET: needed when MODE=live',
    'the mail server cannot be used',
    '2 entries fit',
  ]) {
    expect(out).toContain(part);
  }
  expect(err).toMatch(/^\d+ to mend, \d+ to look at, \d+ in order\.\n$/);
  expect(out + err).not.toContain(secret);
});

test('a settings file of which nothing can be made is a line that says what to do', async () => {
  const { code, out } = await doctor({ STORE: 'postgres', SLACK_BOT_TOKEN: 'xoxb-secret-token' });
  expect(code).toBe(1);
  expect(out).toContain('DATABASE_URL: needed when STORE=postgres');
  expect(out).toContain('Mend the settings first');
  expect(out).not.toContain('secret-token');
});

test('opening hours that cannot be read, and a zone that does not exist, are lines of their own', async () => {
  const hours = await doctor({ OPENING_HOURS: 'whenever', DATA_DIR: aFolder() });
  expect(hours.code).toBe(1);
  expect(hours.out).toMatch(/fail {2}hours +OPENING_HOURS/);
  const zone = await doctor({ CLINIC_TIME_ZONE: 'Mars/Base', DATA_DIR: aFolder() });
  expect(zone.out).toMatch(/fail {2}hours +CLINIC_TIME_ZONE/);
});

test('an audit trail that somebody changed is a failure that names the line', async () => {
  const folder = await aKeptFolder();
  const [month = ''] = readdirSync(join(folder, 'audit'));
  const path = join(folder, 'audit', month);
  writeFileSync(path, readFileSync(path, 'utf8').replace('ticket 1', 'ticket 2'));
  const { out } = await doctor({ DATA_DIR: folder });
  expect(out).toMatch(/fail {2}audit +.*line 1/);
});

test('a file that is torn is named, and the rest is still looked at', async () => {
  const folder = await aKeptFolder();
  const [person = ''] = readdirSync(join(folder, 'staff'));
  writeFileSync(join(folder, 'staff', person), '{"schema":1,');
  const { out } = await doctor({ DATA_DIR: folder });
  expect(out).toMatch(/fail {2}store\.contents +.*damaged/);
  expect(out).toContain('2 entries fit');
});

test('Slack is asked for its scopes and channels, and the mail server is signed in to, without a post or a mail', async () => {
  const slack = await openSlackEmulator();
  onTestFinished(() => slack.close());
  slack.grant(['chat:write']);
  const mail = await anSmtpReceiver();
  const { out } = await doctor({
    DATA_DIR: aFolder(),
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_APP_TOKEN: 'xapp-test',
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Askwell <desk@clinic.example>',
  });
  expect(out).toMatch(/fail {2}slack +Scopes?:? .*/);
  expect(out).toMatch(/ok {4}ways\.email/);
  expect(mail).toMatchObject({ connections: 1, mails: [] });
  expect(
    slack.calls.filter(
      ({ method }) => /post|update|open$/i.test(method) && method.startsWith('chat'),
    ),
  ).toEqual([]);
});

test('whatever a look breaks on is a line, and the doctor goes on', async () => {
  const tools: DoctorTools = {
    ...doctorTools({ env: { DATA_DIR: await aKeptFolder(), PORT: '0' }, root: ROOT }),
    contents: async () => {
      throw new Error('the key is another');
    },
  };
  const found = await examine(tools);
  expect(found.find(({ id }) => id === 'store.contents')).toMatchObject({
    level: 'fail',
    found: 'the key is another',
  });
  expect(found.some(({ id }) => id === 'backups')).toBe(true);
});

test('examples of moderators that a key does not seal yet are told, and data rekey seals them', async () => {
  const folder = await aKeptFolder();
  const learnt = join(folder, 'classifier', 'a'.repeat(32));
  mkdirSync(learnt, { recursive: true });
  writeFileSync(join(learnt, 'catalogue.json'), 'can I take the zorblat bus');
  const env = { DATA_DIR: folder, PORT: '0', STORE_KEYS: keysNamed('a', 'clear') };
  const look = async () =>
    (await examine(doctorTools({ env, root: ROOT }))).filter(({ id }) => id === 'secrets.examples');
  expect(await look()).toMatchObject([{ level: 'warn', found: expect.stringContaining('clear') }]);

  await dataTools(env).rekey(() => undefined);

  expect(await look()).toEqual([]);
  expect(readFileSync(join(learnt, 'catalogue.json'), 'latin1')).not.toContain('zorblat');
});

const WAYS = { slack: false, email: true, webhook: false };

test('people are in order when one is on call whom a page reaches, with another behind', () => {
  const ana = aStaffMember({ role: 'admin', duties: { onCall: 1 }, email: 'ana@clinic.example' });
  const ben = aStaffMember({
    id: aStaffId('b'),
    role: 'moderator',
    duties: { onCall: 2 },
    email: 'ben@clinic.example',
  });
  const look = (staff: (typeof ana)[]) =>
    levels(checkPeople({ staff, ways: WAYS, approvals: 2, isLive: true, asksEveryone: true }));
  expect(look([ana, ben])).toEqual(['ok people']);
  expect(look([ana])).toEqual(['warn people.backup', 'fail people.approvers']);
  expect(
    look([
      { ...ana, away: true },
      { ...ben, duties: {} },
    ]),
  ).toEqual(['fail people.on-call']);
  expect(look([{ ...ana, role: 'responder' }, ben])).toEqual([
    'fail people.admin',
    'fail people.approvers',
  ]);
  expect(look([{ ...ana, disabled: true }])).toEqual(['fail people']);
});

test('a clinic is told of people who sign in with a password alone, unless it asks everyone for more', () => {
  const people = { ways: WAYS, approvals: 1, isLive: true };
  const factor = { key: 'A', since: NOW, lastStep: 1, recovery: { salt: '', hashes: [] } };
  const ana = aStaffMember({ role: 'admin', duties: { onCall: 1 }, email: 'ana@clinic.example' });
  const told = (staff: (typeof ana)[], but = {}) =>
    levels(checkPeople({ ...people, staff, asksEveryone: false, ...but }));
  expect(told([ana])).toContain('warn people.second-factor');
  expect(told([{ ...ana, secondFactor: factor }])).not.toContain('warn people.second-factor');
  expect(told([ana], { asksEveryone: true })).not.toContain('warn people.second-factor');
  expect(told([ana], { isLive: false })).not.toContain('warn people.second-factor');
});

const NOW = '2026-11-23T15:00:00.000Z';

function published(id: string, locale: Answer['locale'], reviewBy: string): Answer {
  const revisions = anAnswer().revisions.map((one) => ({
    ...one,
    contentHash: contentHash(one.content),
  }));
  return anAnswer({
    id: AnswerId.parse(id),
    locale,
    revisions: revisions.map((one) => ({ ...one, state: 'published', publishedAt: NOW, reviewBy })),
  });
}

test('answers past their review date, near it, and without a translation are told apart', () => {
  const look = (...answers: Answer[]) =>
    levels(checkAnswers({ answers, graceDays: 14, now: NOW, told: new Map() }));
  const far = '2027-11-23T15:00:00.000Z';
  const both = [published('driving.after', 'en', far), published('driving.after', 'es', far)];
  expect(look(...both)).toEqual(['ok answers']);
  expect(look()).toEqual(['warn answers']);
  expect(look(...both.slice(0, 1))).toEqual(['warn answers.languages']);
  const soon = both.map((one) => published(one.id, one.locale, '2026-12-01T00:00:00.000Z'));
  expect(look(...soon)).toEqual(['warn answers.review']);
  const past = both.map((one) => published(one.id, one.locale, '2026-11-01T00:00:00.000Z'));
  expect(look(...past)).toEqual(['fail answers.past-review']);
});

test('words of an answer that the audit trail does not know under their number are a failure', () => {
  const far = '2027-11-23T15:00:00.000Z';
  const answers = (['en', 'es'] as const).map((one) => published('driving.after', one, far));
  const look = (hash: string) => {
    const told = new Map([['answer driving.after en 1', new Set([hash])]]);
    return levels(checkAnswers({ answers, graceDays: 14, now: NOW, told }));
  };
  expect(look(answers[0]?.revisions[0]?.contentHash ?? '')).toEqual(['ok answers']);
  expect(look('f'.repeat(64))).toEqual(['fail answers.words']);
  const cutOff = answers.map((one) => ({
    ...one,
    revisions: one.revisions.map((live) => ({
      ...live,
      steps: [{ did: 'published' as const, by: aStaffMember().id, at: NOW }],
    })),
  }));
  const nothing = { graceDays: 14, now: NOW, told: new Map() };
  expect(levels(checkAnswers({ ...nothing, answers: cutOff }))).toEqual([
    'fail answers.words',
    'fail answers.words',
  ]);
});

test('a sign-off that is missing or has fallen is a failure in live mode, and none in demo mode', () => {
  const lines = [{ id: 'number' as const, missing: 'Nobody has called it.' }];
  const unsigned = { standing: { kind: 'unsigned' as const }, lines };
  const broken = [{ id: 'on_call' as const, missing: 'Nobody is on call.' }];
  const fallen = { standing: { kind: 'fallen' as const, broken }, lines: [] };
  expect(levels(checkGoLive(unsigned, { isLive: true }))).toEqual(['fail go-live']);
  expect(levels(checkGoLive(unsigned, { isLive: false }))).toEqual(['ok go-live']);
  expect(checkGoLive(fallen, { isLive: true })[0]?.found).toBe(
    'the sign-off has fallen: Nobody is on call.',
  );
  expect(
    levels(checkGoLive({ standing: { kind: 'stands' }, lines: [] }, { isLive: true })),
  ).toEqual(['ok go-live']);
});
