import { bad, doubtful, type Finding, good } from '../finding.ts';

/** By the name of the setting; what is not set is absent. */
type Secrets = Readonly<Record<string, string | undefined>>;

/** Characters that differ: fewer, and it was typed rather than drawn. */
const FEWEST_DIFFERENT = 10;
const TYPED = /change.?me|secret|password|passwort|example|0123456|123456|abcdef|qwert|askwell/i;
const MAKE_ONE = 'Make one with: openssl rand -base64 48';

/** Whether what protects the program could be guessed. No finding holds anything of a secret but its setting's name. */
export function checkSecrets(secrets: Secrets, { isLive }: { isLive: boolean }): Finding[] {
  const set = Object.entries(secrets).flatMap(([name, value]) => (value ? [{ name, value }] : []));
  const weak = set.filter(({ value }) => isWeak(value));
  const twice = set.filter(
    ({ value }, place) => set.findIndex((one) => one.value === value) < place,
  );
  const tell = isLive ? bad : doubtful;
  const findings = [
    ...weak.map(({ name }) => tell('secrets.weak', `${name} could be guessed`, MAKE_ONE)),
    ...twice.map(({ name }) =>
      doubtful('secrets.shared', `${name} is used for something else too`, MAKE_ONE),
    ),
  ];
  if (findings.length > 0 || set.length === 0) return findings;
  return [good('secrets', `${set.map(({ name }) => name).join(', ')}: not to be guessed`)];
}

function isWeak(value: string): boolean {
  return new Set(value).size < FEWEST_DIFFERENT || TYPED.test(value);
}

/** What a password in an address, a key that is not set, or a file that others can read gives away. */
export function checkExposure({
  databaseUrl,
  smtpUrl,
  storeKeys,
  isLive,
  envFileMode,
}: {
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  storeKeys: string | undefined;
  isLive: boolean;
  /** Of `.env` in the folder where the program starts; `undefined` where there is none. */
  envFileMode: number | undefined;
}): Finding[] {
  return [
    ...checkDatabaseUrl(databaseUrl),
    ...checkSmtpUrl(smtpUrl),
    ...(isLive && storeKeys === undefined
      ? [
          doubtful(
            'secrets.sealed',
            'what patients write is kept in the clear',
            'Set STORE_KEYS, unless the disk itself is encrypted.',
          ),
        ]
      : []),
    ...(envFileMode !== undefined && (envFileMode & 0o077) !== 0
      ? [bad('secrets.env-file', 'other accounts of this machine can read .env', 'chmod 600 .env')]
      : []),
  ];
}

/** Whether what moderators' examples became is sealed as the store is: `found` are the keys in use, `writes` the first. */
export function checkLearnt({
  writes,
  found,
}: {
  writes: string;
  found: ReadonlySet<string>;
}): Finding[] {
  const others = [...found].filter((id) => id !== writes);
  if (others.length === 0) return [];
  const how = others.includes('clear') ? 'in the clear' : 'sealed with an older key';
  return [
    doubtful(
      'secrets.examples',
      `examples that moderators made of questions are kept ${how}`,
      'Start the server, or run: npm run askwell -- data rekey',
    ),
  ];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|)$/;

function checkDatabaseUrl(url: string | undefined): Finding[] {
  if (url === undefined) return [];
  const { hostname, searchParams } = new URL(url);
  if (LOOPBACK.test(hostname)) return [];
  const mode = searchParams.get('sslmode') ?? 'none';
  if (['require', 'verify-ca', 'verify-full'].includes(mode)) return [];
  const found = 'the way to the database is not encrypted';
  return [
    doubtful(
      'secrets.database',
      found,
      'Add ?sslmode=verify-full to DATABASE_URL, or keep both on one private network.',
    ),
  ];
}

function checkSmtpUrl(url: string | undefined): Finding[] {
  if (url === undefined) return [];
  const { protocol, hostname, password } = new URL(url);
  if (protocol === 'smtps:' || LOOPBACK.test(hostname) || password === '') return [];
  const found = 'the password of the mail server may travel unencrypted';
  return [doubtful('secrets.mail', found, 'Write SMTP_URL with smtps://')];
}
