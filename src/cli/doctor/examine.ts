import type { Answer } from '../../domain/answer.ts';
import type { ChecklistLine, Standing } from '../../domain/checklist.ts';
import type { Instant } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { OpeningHours } from '../../escalation/clocks/hours/opening-hours.ts';
import type { Ways } from '../../escalation/paging/roster.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Verdict } from '../audit/trail.ts';
import { type SlackCheckDeps, slackCheck } from '../slack/check/slack-check.ts';
import { checkAnswers, checkGoLive } from './clinic/check-answers.ts';
import { checkPeople } from './clinic/check-people.ts';
import { checkExposure, checkLearnt, checkSecrets } from './clinic/check-secrets.ts';
import { checkSettings, type SenseSettings } from './clinic/check-settings.ts';
import { checkWays, type WaysToTry } from './clinic/check-ways.ts';
import { findMisspelt } from './clinic/find-misspelt.ts';
import { bad, type Finding, good } from './finding.ts';
import { checkAddress } from './machine/check-address.ts';
import { checkBackups } from './machine/check-backups.ts';
import { checkClock } from './machine/check-clock.ts';
import { checkDatabase, type DatabaseState } from './machine/check-database.ts';
import { checkFolder } from './machine/check-folder.ts';
import { checkProgram } from './machine/check-program.ts';

/** The settings that are looked at, as `config.ts` names them. */
type DoctorSettings = SenseSettings &
  SlackCheckDeps['settings'] & {
    DATA_DIR: string;
    CLINIC_TIME_ZONE: string;
    APPROVALS: number;
    SECOND_FACTOR: 'optional' | 'admins' | 'everyone';
    SESSION_SECRET?: string | undefined;
    PAGE_WEBHOOK_SECRET?: string | undefined;
    STORE_KEYS?: string | undefined;
    DATABASE_URL?: string | undefined;
    SMTP_URL?: string | undefined;
  };

/** What is kept, as far as it is looked at. No conversation is. */
export type Contents = {
  staff: readonly StaffMember[];
  answers: readonly Answer[];
  graceDays: number;
  goLive: { standing: Standing; lines: readonly ChecklistLine[] };
  /** The latest moment that the audit trail knows. */
  latestAt: Instant | undefined;
  /** Words that the audit trail names; see `checkAnswers`. */
  told: ReadonlyMap<string, ReadonlySet<string>>;
};

/** What is wrong with the settings, and those that are right; `undefined` where nothing can be made of them. */
export type ReadSettings = {
  problems: readonly { name: string; message: string }[];
  settings: DoctorSettings | undefined;
};

/** How the doctor looks at what other rooms have. Nothing is written, locked or sent. */
export type DoctorTools = {
  env: Readonly<Record<string, string | undefined>>;
  known: readonly string[];
  root: URL;
  nodeVersion: string;
  now: Clock;
  builtAt: Instant | undefined;
  envFileMode: number | undefined;
  isClockSynchronised(): Promise<boolean | undefined>;
  settings(): ReadSettings;
  ways: Ways;
  toTry: Pick<WaysToTry, 'email' | 'webhook'>;
  /** Throws what is wrong with the hours. */
  openingHours(): OpeningHours;
  folder: { path: string; isInUse(path: string): Promise<boolean> };
  /** `aheadMs`: how far its clock is ahead of ours. */
  database(): Promise<DatabaseState & { aheadMs: number }>;
  contents(): Promise<Contents>;
  /** Keys that the classifier's folder is sealed with, and the one that writes. */
  learnt(): Promise<{ writes: string; found: ReadonlySet<string> }>;
  audit(): Promise<Verdict>;
};

type Options = { backups?: string | undefined };

/** Everything that an admin can get wrong, looked at part by part: what one part breaks on is a line like the others. */
export async function examine(tools: DoctorTools, { backups }: Options = {}): Promise<Finding[]> {
  const { now, env, known, root, nodeVersion } = tools;
  const { problems, settings } = tools.settings();
  const readable = problems.map(({ name, message }) =>
    bad(
      'settings',
      `${name}: ${message}`,
      'Set it in the environment or in .env; the README lists all.',
    ),
  );
  const findings = [
    ...(await guarded('program', async () => checkProgram({ root, nodeVersion }))),
    ...(readable.length > 0 ? readable : [good('settings', 'all settings are valid')]),
    ...findMisspelt(env, known),
  ];
  if (!settings) {
    const todo = 'Mend the settings first, then run this again.';
    return [...findings, bad('settings', 'the rest depends on the settings above', todo)];
  }
  const isLive = env.MODE === 'live';
  return [
    ...findings,
    ...(await examineSettings(tools, settings, isLive)),
    ...(await examineStore(tools, settings, isLive)),
    ...(await guarded('slack', () => examineSlack(settings, now))),
    ...(await guarded('ways', () =>
      checkWays({ isLive, slack: tools.ways.slack, ...tools.toTry }),
    )),
    ...(await guarded('address', () => checkAddress({ settings, now: now() }))),
    ...(settings.STORE === 'memory'
      ? []
      : await guarded('backups', () => checkBackups(backups, now()))),
  ];
}

/** Whatever a part breaks on is told as it is said; our own errors name the place and what to do. */
async function guarded(id: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const said = error instanceof Error ? error.message : 'it broke';
    return [bad(id, said, 'Mend that, then run this again.')];
  }
}

async function examineSettings(
  tools: DoctorTools,
  settings: DoctorSettings,
  isLive: boolean,
): Promise<Finding[]> {
  const { SESSION_SECRET, PAGE_WEBHOOK_SECRET, STORE_KEYS } = settings;
  const { SMTP_URL: smtpUrl, DATABASE_URL: databaseUrl } = settings;
  const exposure = { smtpUrl, databaseUrl, storeKeys: STORE_KEYS };
  return [
    ...checkSettings(settings),
    ...checkSecrets({ SESSION_SECRET, PAGE_WEBHOOK_SECRET, STORE_KEYS }, { isLive }),
    ...checkExposure({ ...exposure, isLive, envFileMode: tools.envFileMode }),
    ...(await guarded('secrets.examples', async () => checkLearnt(await tools.learnt()))),
    ...(await guarded('hours', async () => [hoursNow(tools, settings)])),
  ];
}

function hoursNow(tools: DoctorTools, { CLINIC_TIME_ZONE: timeZone }: DoctorSettings): Finding {
  const at = tools.now();
  const hours = tools.openingHours();
  const inWords = (moment: Instant) =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(moment),
    );
  const next = hours.nextChange(at);
  const until = next ? ` until ${inWords(next)}` : '';
  return good(
    'hours',
    `${hours.isOpen(at) ? 'open' : 'closed'}${until}; it is ${inWords(at)} at the clinic (${timeZone})`,
  );
}

async function examineStore(
  tools: DoctorTools,
  settings: DoctorSettings,
  isLive: boolean,
): Promise<Finding[]> {
  const place = await examinePlace(tools, settings);
  const isThere = settings.STORE !== 'memory' && place.isThere;
  const kept = isThere ? await examineContents(tools, settings, isLive) : NOTHING_KEPT;
  const { now, builtAt } = tools;
  const isSynchronised = await tools.isClockSynchronised();
  const past = {
    ...(builtAt !== undefined && { 'the build of this program': builtAt }),
    ...(kept.latestAt !== undefined && { 'the newest audit entry': kept.latestAt }),
  };
  const clock = checkClock({ now: now(), aheadMs: place.aheadMs, past, isSynchronised });
  return [...clock, ...place.findings, ...kept.findings];
}

type Place = { findings: Finding[]; isThere: boolean; aheadMs: Record<string, number> };

async function examinePlace(tools: DoctorTools, { STORE }: DoctorSettings): Promise<Place> {
  if (STORE === 'memory') return { findings: [], isThere: false, aheadMs: {} };
  if (STORE === 'lowdb') {
    const findings = await guarded('store', () => checkFolder(tools.folder));
    return { findings, isThere: findings.some(({ id }) => id === 'store.process'), aheadMs: {} };
  }
  const place: Place = { findings: [], isThere: false, aheadMs: {} };
  place.findings = await guarded('store', async () => {
    const state = await tools.database();
    place.aheadMs = { 'the database': state.aheadMs };
    place.isThere = state.migrations.pending.length + state.migrations.unknown.length === 0;
    return checkDatabase(state);
  });
  return place;
}

type Kept = { findings: Finding[]; latestAt: Instant | undefined };

const NOTHING_KEPT: Kept = { findings: [], latestAt: undefined };

async function examineContents(
  tools: DoctorTools,
  { APPROVALS: approvals, SECOND_FACTOR: whoMust }: DoctorSettings,
  isLive: boolean,
): Promise<Kept> {
  const kept: Kept = { findings: [], latestAt: undefined };
  const now = tools.now();
  kept.findings = await guarded('store.contents', async () => {
    const { staff, answers, graceDays, goLive, latestAt, told } = await tools.contents();
    kept.latestAt = latestAt;
    return [
      ...checkPeople({
        staff,
        ways: tools.ways,
        approvals,
        isLive,
        asksEveryone: whoMust === 'everyone',
      }),
      ...checkAnswers({ answers, graceDays, now, told }),
      ...checkGoLive(goLive, { isLive }),
    ];
  });
  kept.findings.push(...(await guarded('audit', async () => [auditOf(await tools.audit())])));
  return kept;
}

function auditOf({ entries, head, broken }: Verdict): Finding {
  if (!broken) return good('audit', `${entries} entries fit; the head is ${head.slice(0, 16)}`);
  const todo = 'Keep the folder as it is, and look at the same file in a backup.';
  return bad('audit', `${broken.file}, line ${broken.line}: ${broken.problem}`, todo);
}

async function examineSlack(settings: DoctorSettings, now: Clock): Promise<Finding[]> {
  if (!settings.SLACK_BOT_TOKEN) return [good('slack', 'not connected')];
  const checks = await slackCheck({ settings, now });
  return checks.map(({ what, ok, found, todo = 'askwell slack check says more.' }) => {
    const words = `${what}: ${found}`;
    return ok ? good('slack', words) : bad('slack', words, todo);
  });
}
