import { z } from 'zod';

const blankIsUnset = (env: Env): Env =>
  Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );

const List = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(z.string().min(1)));

/** Minutes from a ticket to the moment when its patient is told that no one has seen it (safety policy, section 3). */
const untilNotSeen = (minutes: number, of: string) =>
  z.coerce
    .number()
    .positive()
    .max(1440)
    .default(minutes)
    .describe(`Minutes until a patient is told that no one has claimed their ticket: ${of}`);

/** Minutes of opening hours from a routine ticket to the moment when someone should have claimed it (same table). */
const untilSeen = (minutes: number, of: string) =>
  z.coerce
    .number()
    .positive()
    .max(10_000)
    .default(minutes)
    .describe(`Minutes of opening hours within which someone claims a routine ticket: ${of}`);

/** Where clouds keep the keys of the machine; nothing that takes pages is there. */
const isLinkLocal = (url: string) =>
  URL.canParse(url) &&
  /^(?:169\.254\.|\[fe[89ab][0-9a-f]:|\[::ffff:a9fe:|metadata\.google\.)/.test(
    new URL(url).hostname,
  );

/** The one schema of all settings. The README's table is made from its descriptions. */
const Settings = z.object({
  MODE: z
    .enum(['demo', 'live'])
    .default('demo')
    .describe('`demo` serves the starter bank as samples; `live` serves approved answers only'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('Port of chat and console; 0 takes a free one'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'Where people reach this server, such as https://chat.example.org; needed behind TLS',
    ),
  DATA_DIR: z.string().default('data').describe('Folder of the embedded store'),
  STORE: z
    .enum(['lowdb', 'postgres', 'memory'])
    .default('lowdb')
    .describe(
      'Where conversations are kept: in a folder, for one process; in PostgreSQL, for one or several; `memory` forgets at exit',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/ })
    .optional()
    .describe('Database of STORE=postgres, such as postgres://name:password@127.0.0.1/askwell'),
  STORE_KEYS: z
    .string()
    .regex(
      /^(?:clear|[\w.-]{1,32}:[\w+/-]{43}=?)(?:,(?:clear|[\w.-]{1,32}:[\w+/-]{43}=?))*$/,
      'each is id:key, the key 32 bytes in base64 (`openssl rand -base64 32`), or the word clear; commas between them',
    )
    .optional()
    .describe(
      'Keys that seal what is kept, `id:key` with commas between them: the first writes, all read; the key is 32 bytes in base64. `clear` stands for none',
    ),
  CLINIC_NAME: z.string().optional().describe('Name of the clinic; needed in live mode'),
  CLINIC_PHONE: z.string().optional().describe('Phone in opening hours; needed in live mode'),
  CLINIC_PHONE_24H: z.string().optional().describe('Phone at all hours; needed in live mode'),
  CLINIC_HOURS: z.string().optional().describe('Opening hours in words'),
  CLINIC_ADDRESS: z.string().optional().describe('Address in words'),
  CLINIC_TIME_ZONE: z
    .string()
    .default('America/New_York')
    .describe('IANA time zone of the opening hours'),
  OPENING_HOURS: z
    .string()
    .default('Mo-Fr 09:00-17:00')
    .describe(
      'Hours with staff, as OpenStreetMap writes them, such as `Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off; 2026 Dec 24 off`; needed in live mode',
    ),
  HOLIDAYS: z
    .string()
    .optional()
    .describe(
      'Country, and state if wanted, whose public holidays `PH` in OPENING_HOURS means, such as `us` or `us, New York`',
    ),
  APPROVALS: z.coerce
    .number()
    .int()
    .min(1)
    .max(2)
    .default(2)
    .describe('Approvals an answer needs: 2 is clinical and plain language, 1 is for a small team'),
  RATE_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .default(6000)
    .describe('Requests a minute from one address'),
  RATE_LIMIT_CONVERSATION: z.coerce
    .number()
    .int()
    .min(1)
    .default(120)
    .describe('Messages a minute in one conversation'),
  TURNS_AT_ONCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(16)
    .describe('Messages that are answered and stored at the same time, in one process'),
  TURNS_WAITING: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(200)
    .describe(
      'Messages that may wait for that: emergencies, dose questions and the like, and all others, each apart and in this order; beyond it, or after 1.5 seconds, patients read that too many write',
    ),
  KEEP_CONVERSATIONS_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .describe('Days after its last message until the words of a conversation are taken away'),
  KEEP_TICKETS_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Days after a ticket was resolved until its bare record is taken away too'),
  NOT_SEEN_EMERGENCY_MINUTES: untilNotSeen(5, 'an emergency'),
  NOT_SEEN_CRISIS_MINUTES: untilNotSeen(15, 'self-harm or abuse that is no emergency'),
  NOT_SEEN_URGENT_MINUTES: untilNotSeen(15, 'any other urgent one'),
  SEEN_DOSE_MINUTES: untilSeen(60, 'a dose question'),
  SEEN_ADVICE_MINUTES: untilSeen(240, 'schedule, interaction, pregnancy, someone under 18'),
  SEEN_ROUTINE_MINUTES: untilSeen(480, 'all others; 480 is one business day'),
  STAFF_SILENCE_MINUTES: z.coerce
    .number()
    .positive()
    .max(1440)
    .default(60)
    .describe('Minutes of silence after which a conversation that staff have goes back to the bot'),
  PAGE_REPEAT_MINUTES: z.coerce
    .number()
    .positive()
    .max(60)
    .default(2)
    .describe(
      'Minutes between two pages about an emergency that no one has seen; twice that for other urgent tickets',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server for pages by e-mail, such as smtps://name:password@mail.example.org'),
  MAIL_FROM: z.string().optional().describe('Sender of that e-mail; needed with SMTP_URL'),
  PAGE_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !isLinkLocal(url), 'an address that no receiver has: it is the machine’s own')
    .optional()
    .describe('Where pages are posted as JSON, signed as Standard Webhooks describes'),
  PAGE_WEBHOOK_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('Key of that signature, 16 characters or more; needed with PAGE_WEBHOOK_URL'),
  PAGE_WEBHOOK_FORMAT: z
    .enum(['askwell', 'pagerduty', 'opsgenie'])
    .default('askwell')
    .describe('Whose fields the posted page has'),
  PAGE_WEBHOOK_KEY: z
    .string()
    .optional()
    .describe("PagerDuty's routing key or Opsgenie's API key; needed with those formats"),
  ALLOWED_ORIGINS: List.optional().describe(
    'Other sites, separated by commas, whose pages may show the chat, such as https://www.example.org',
  ),
  EXIT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where “Leave now” of the chat's own page goes; to an empty page without it"),
  TRUST_PROXY: z
    .string()
    .regex(/^(?:true|false|[1-9])$/, 'true, false, or the number of proxies in a row, 1 to 9')
    .default('false')
    .transform((value) => (value === 'true' ? 1 : Number(value) || 0))
    .describe(
      '`true` behind a reverse proxy that sets X-Forwarded-For; behind several, their number',
    ),
  SESSION_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Key of the staff session cookie, 32 characters or more; needed in live mode'),
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(720)
    .default(480)
    .describe(
      'Minutes without a key, a touch or a click after which staff are signed out; 12 hours after the sign-in they are in any case',
    ),
  SECOND_FACTOR: z
    .enum(['optional', 'admins', 'everyone'])
    .default('optional')
    .describe(
      'Who has to sign in with a code from an app too; whoever has none sets it up before anything else',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Logs carry ids, never text'),
  DRAIN_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(0)
    .describe(
      'Seconds for which a node that is told to stop goes on while `/readyz` says no; behind a load balancer longer than its checks take to see that',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'OpenTelemetry collector that gets a trace of each turn, such as http://127.0.0.1:4318; no trace holds text',
    ),
  SLACK_BOT_TOKEN: z
    .string()
    .optional()
    .describe('Connects Slack; without it nothing of Slack starts'),
  SLACK_SIGNING_SECRET: z
    .string()
    .optional()
    .describe('Needed with the token, unless Socket Mode is used'),
  SLACK_APP_TOKEN: z.string().optional().describe('Uses Socket Mode instead of `/slack/events`'),
  SLACK_API_URL: z.url().optional().describe('Another address of the Slack Web API, for tests'),
  SLACK_STAFF_CHANNEL: z.string().optional().describe('Channel id where tickets are posted'),
  SLACK_PATIENT_CHANNELS: List.optional().describe(
    'Channel ids, separated by commas, where patients may ask. Not for a HIPAA-covered clinic',
  ),
  SLACK_PATIENT_MESSAGES: z
    .enum(['mention', 'all'])
    .default('mention')
    .describe('In a patient channel: answer a message that mentions the bot, or every message'),
  SLACK_TICKET_TEXT: z
    .enum(['none', 'redacted'])
    .default('none')
    .describe('Whether a ticket in Slack shows the redacted question'),
});

export type Config = z.infer<typeof Settings>;

type Env = Record<string, string | undefined>;
type Need = { name: keyof Config; when: (env: Env) => boolean; message: string };

const isLive = (env: Env) => env.MODE === 'live';
const usesSlack = (env: Env) => env.SLACK_BOT_TOKEN !== undefined;

/** What one setting asks of another; looked at beside the schema, so that all mistakes come out at once. */
const NEEDS: Need[] = [
  ...(['CLINIC_NAME', 'CLINIC_PHONE', 'CLINIC_PHONE_24H', 'SESSION_SECRET'] as const).map(
    (name) => ({ name, when: isLive, message: 'needed when MODE=live' }),
  ),
  { name: 'OPENING_HOURS', when: isLive, message: 'needed when MODE=live' },
  {
    name: 'DATABASE_URL',
    when: (env) => env.STORE === 'postgres',
    message: 'needed when STORE=postgres',
  },
  { name: 'MAIL_FROM', when: (env) => env.SMTP_URL !== undefined, message: 'needed with SMTP_URL' },
  {
    name: 'PAGE_WEBHOOK_SECRET',
    when: (env) => env.PAGE_WEBHOOK_URL !== undefined,
    message: 'needed with PAGE_WEBHOOK_URL: the receiver checks the signature with it',
  },
  {
    name: 'PAGE_WEBHOOK_KEY',
    when: (env) => ['pagerduty', 'opsgenie'].includes(env.PAGE_WEBHOOK_FORMAT ?? ''),
    message: 'needed with PAGE_WEBHOOK_FORMAT=pagerduty or opsgenie',
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    when: (env) => usesSlack(env) && !env.SLACK_APP_TOKEN,
    message: 'needed with SLACK_BOT_TOKEN, or set SLACK_APP_TOKEN',
  },
  {
    name: 'SLACK_STAFF_CHANNEL',
    when: usesSlack,
    message: 'needed with SLACK_BOT_TOKEN: the channel where tickets are posted',
  },
];

export type SettingProblem = { name: string; message: string };

export class ConfigError extends Error {
  readonly code = 'config_invalid';
  readonly problems: readonly SettingProblem[];
  constructor(message: string, problems: readonly SettingProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** Reads all settings, or throws one error that names every mistake. An empty value counts as not set. */
export function readConfig(env: Env): Config {
  const set = blankIsUnset(env);
  const parsed = Settings.safeParse(set);
  const missing = NEEDS.filter(({ name, when }) => when(set) && set[name] === undefined);
  if (parsed.success && missing.length === 0) return parsed.data;
  const wrong =
    parsed.error?.issues.map(({ path, message }) => ({ name: path.join('.'), message })) ?? [];
  const problems = [...wrong, ...missing.map(({ name, message }) => ({ name, message }))];
  const lines = problems.map(({ name, message }) => `  ${name}: ${message}`);
  throw new ConfigError(
    `These settings are wrong or missing:\n${lines.join('\n')}\nSet them in the environment or in .env; the README lists them all.`,
    problems,
  );
}

export type SettingDescription = { name: string; fallback: string; text: string };

/** Each setting with its default, in the order of the schema: for the README and `askwell --help`. */
export function describeSettings(): SettingDescription[] {
  return Object.entries(Settings.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    return {
      name,
      fallback: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
      text: schema.description ?? '',
    };
  });
}
