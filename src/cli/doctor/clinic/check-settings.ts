import { bad, doubtful, type Finding, good } from '../finding.ts';

/** The settings whose sense a schema cannot see. */
export type SenseSettings = {
  MODE: 'demo' | 'live';
  STORE: 'lowdb' | 'postgres' | 'memory';
  HOST: string;
  PUBLIC_URL?: string | undefined;
  CLINIC_PHONE?: string | undefined;
  CLINIC_PHONE_24H?: string | undefined;
  /** Proxies in front. */
  TRUST_PROXY: number;
  ALLOWED_ORIGINS?: string[] | undefined;
  KEEP_CONVERSATIONS_DAYS: number;
  KEEP_TICKETS_DAYS: number;
  SLACK_PATIENT_CHANNELS?: string[] | undefined;
  SLACK_TICKET_TEXT: 'none' | 'redacted';
};

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;
/** Numbers that are kept free for films and examples. */
const MADE_UP = /555\D*01\d\d/;
const FEWEST_DIGITS = 7;

/** What is valid and all the same not meant, or not safe. */
export function checkSettings(settings: SenseSettings): Finding[] {
  return [
    checkMode(settings),
    ...checkPhones(settings),
    ...checkAddress(settings),
    ...(settings.ALLOWED_ORIGINS ?? []).flatMap(checkOrigin),
    checkRetention(settings),
    ...checkSlackUse(settings),
  ];
}

function checkMode({ MODE, STORE }: SenseSettings): Finding {
  if (MODE === 'demo') {
    const todo = 'Set MODE=live for real patients; the console leads there at First run.';
    return doubtful('settings.mode', 'demo mode: unapproved samples are served', todo);
  }
  if (STORE === 'memory') {
    const found = 'STORE=memory forgets everything at the end of the process';
    return bad('settings.mode', found, 'Set STORE=lowdb or STORE=postgres.');
  }
  return good('settings.mode', `live mode on ${STORE}`);
}

function checkPhones({ CLINIC_PHONE, CLINIC_PHONE_24H, MODE }: SenseSettings): Finding[] {
  const phones = { CLINIC_PHONE, CLINIC_PHONE_24H };
  const found = Object.entries(phones).flatMap(([name, value]) => checkPhone(name, value));
  if (CLINIC_PHONE !== undefined && CLINIC_PHONE === CLINIC_PHONE_24H) {
    const todo = 'Call it at night. It must be answered by a person at every hour.';
    found.push(doubtful('settings.phone', 'both phone numbers are the same', todo));
  }
  if (found.length > 0 || MODE === 'demo') return found;
  return [good('settings.phone', `${CLINIC_PHONE_24H} at all hours`)];
}

function checkPhone(name: string, value: string | undefined): Finding[] {
  if (value === undefined) return [];
  const digits = value.replace(/\D/g, '').length;
  if (digits < FEWEST_DIGITS) {
    const found = `${name} has ${digits} digits, so nobody can call it`;
    return [bad('settings.phone', found, `Set ${name} to the whole number.`)];
  }
  if (!MADE_UP.test(value)) return [];
  return [
    bad('settings.phone', `${name} is a made-up number`, `Set ${name} to one that is answered.`),
  ];
}

function checkAddress({ HOST, PUBLIC_URL, TRUST_PROXY, MODE }: SenseSettings): Finding[] {
  const isOpen = !LOOPBACK.test(HOST);
  const isTls = PUBLIC_URL?.startsWith('https:') ?? false;
  if (!isTls && (isOpen || (MODE === 'live' && PUBLIC_URL !== undefined))) {
    const found = 'what patients write travels without TLS';
    const todo = 'Put a proxy with TLS in front, and set PUBLIC_URL to its https:// address.';
    return [
      MODE === 'live' ? bad('settings.tls', found, todo) : doubtful('settings.tls', found, todo),
    ];
  }
  if (isTls && TRUST_PROXY === 0) {
    const found = 'behind the proxy all patients count as one address for the rate limit';
    return [
      doubtful('settings.proxy', found, 'Set TRUST_PROXY=true, if the proxy sets X-Forwarded-For.'),
    ];
  }
  return [];
}

function checkOrigin(origin: string): Finding[] {
  const isOne = URL.canParse(origin) && new URL(origin).origin === origin;
  if (isOne) return [];
  const todo = 'Write scheme and host alone, such as https://www.example.org.';
  return [
    bad(
      'settings.origins',
      `ALLOWED_ORIGINS: ${origin} is no origin, so that page is refused`,
      todo,
    ),
  ];
}

function checkRetention(settings: SenseSettings): Finding {
  const { KEEP_CONVERSATIONS_DAYS: words, KEEP_TICKETS_DAYS: tickets } = settings;
  const found = `words go after ${words} days, tickets after ${tickets}`;
  if (tickets >= words) return good('settings.retention', found);
  return doubtful(
    'settings.retention',
    found,
    'Keep the bare tickets as long as the words at least.',
  );
}

function checkSlackUse({ SLACK_PATIENT_CHANNELS, SLACK_TICKET_TEXT }: SenseSettings): Finding[] {
  const rule = 'Slack may not be used with patients of a HIPAA-covered clinic, whatever the plan.';
  return [
    ...(SLACK_PATIENT_CHANNELS
      ? [
          doubtful(
            'settings.slack',
            'patients may write on Slack',
            `${rule} Unset SLACK_PATIENT_CHANNELS there.`,
          ),
        ]
      : []),
    ...(SLACK_TICKET_TEXT === 'redacted'
      ? [
          doubtful(
            'settings.slack',
            'patients’ redacted words are posted to Slack',
            `${rule} Set SLACK_TICKET_TEXT=none there.`,
          ),
        ]
      : []),
  ];
}
