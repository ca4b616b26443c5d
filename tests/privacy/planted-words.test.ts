import { expect, test, vi } from 'vitest';
import { missBound } from '../../src/cli/safety/report/miss-bound.ts';
import { redact } from '../../src/safety/redact.ts';
import { keysNamed } from '../support/a-seal.ts';
import { postMessage, runAskwell } from '../support/program.ts';
import { aMention } from '../unit/slack/slack-kit.ts';
import { aClinicThatListens, bytesOf } from './a-clinic-that-listens.ts';
import { isLeft, type Marked, type Planted, readMarked, readPlanted } from './planted.ts';

/** All 500 take three times as long; then say PHI_MESSAGES=500. */
const MESSAGES = Number(process.env.PHI_MESSAGES ?? 60);
/** This many of them come through a channel in Slack, the others through the web chat. */
const THROUGH_SLACK = Math.ceil(MESSAGES / 15);
const AT_ONCE = 8;
const OF_A_PATIENT = 5;

/** Kinds that a pattern can see; of these at least 99 of 100 must be found (safety policy, section 10). */
const STRUCTURED = ['phone', 'email', 'birth date', 'ssn', 'number', 'address'];
const ALL = 'all structured';

/** The share of names that stays in the store is known, not promised. It must not grow. */
const MOST_KEPT: Record<string, number> = { name: 0.07, 'name elsewhere': 0.1 };

/**
 * What stays of the later sets, by kind; of what is not named here, nothing. The rules were mended for the second set.
 * The held-out one was written with it and the rules never saw it, so its shares are what the next patient can expect:
 * 101 of 116 found, and 56 by the rules as they were before.
 */
const MOST_LEFT: Record<string, Record<string, number>> = {
  'planted-second.txt': { name: 1, address: 1 },
  'planted-held-out.txt': {
    name: 1,
    'first name': 2,
    'name elsewhere': 3,
    phone: 2,
    'birth date': 1,
    number: 1,
    address: 3,
    employer: 2,
  },
};

test('of 500 planted identifiers those that a pattern can see are redacted, and names as far as is known', () => {
  const planted = readPlanted();
  expect(planted).toHaveLength(500);
  const table = tableOf(planted, planted.filter(isMissed));
  console.table(table);
  expect(moreThanKnown(table)).toEqual([]);
});

test.each(Object.entries(MOST_LEFT))('no more identifiers stay than is known: %s', (file, most) => {
  const told = readMarked(file).flatMap(({ text, secrets }) => {
    const redacted = redact(text).text;
    return secrets.map((one) => ({ kind: one.kind, left: isLeft(redacted, one) }));
  });
  expect(told.length).toBeGreaterThan(100);
  const table = [...new Set(told.map(({ kind }) => kind))].map((kind) => {
    const of = told.filter((one) => one.kind === kind);
    const kept = of.filter(({ left }) => left).length;
    return { kind, planted: of.length, kept, found: percent(1 - kept / of.length) };
  });
  console.table(table);
  expect(table.filter(({ kind, kept }) => kept > (most[kind] ?? 0))).toEqual([]);
});

test('no planted word leaves the store, it holds those alone that redaction missed, and sealed not even them', async () => {
  const planted = pick(readPlanted(), MESSAGES);
  const clinic = await aClinicThatListens();
  const slackShare = pick(planted, THROUGH_SLACK);
  const webShare = planted.filter((one) => !slackShare.includes(one));
  await Promise.all([throughTheWeb(webShare, clinic.url), throughSlack(slackShare, clinic)]);
  await clinic.untilPaged();
  const outside = { ...(await clinic.seenOutside()), traces: await clinic.stop() };

  for (const [place, seen] of Object.entries(outside)) {
    expect(seen.length, `${place} has something in it`).toBeGreaterThan(100);
    expect(foundIn(seen, planted), place).toEqual([]);
  }
  const kept = foundIn(await bytesOf(clinic.folder), planted);
  expect(kept).toEqual(planted.filter(isMissed));
  expect(kept).not.toEqual([]);

  const sealed = await runAskwell(['data', 'rekey'], {
    env: { DATA_DIR: clinic.folder, STORE_KEYS: keysNamed('a', 'clear') },
  });
  expect(sealed).toMatchObject({ code: 0, err: '' });
  const bytes = await bytesOf(clinic.folder);
  expect(foundIn(bytes, planted)).toEqual([]);

  const env = { DATA_DIR: clinic.folder, PORT: '0' };
  const { code, err } = await runAskwell(['serve'], { env });
  expect(err).toContain('sealed with the key "a", which STORE_KEYS does not hold');
  expect(code).not.toBe(0);
  expect(await bytesOf(clinic.folder)).toBe(bytes);
}, 180_000);

test('where Slack shows the redacted question it shows that, and no planted word leaves by any way', async () => {
  const clinic = await aClinicThatListens({ SLACK_TICKET_TEXT: 'redacted' });
  const questions = fiveInOne(readMarked('planted-second.txt')).slice(0, CARDS);
  const secrets = questions.flatMap(({ text, secrets: all }) =>
    all.filter((one) => !isLeft(redact(text).text, one)),
  );
  expect(secrets.length).toBeGreaterThan(20);
  await Promise.all(questions.map(({ text }) => cryThenAsk(text, clinic)));
  await clinic.untilPaged();
  await vi.waitFor(() => expect(questionsIn(clinic)).toHaveLength(CARDS), {
    timeout: 60_000,
    interval: 100,
  });
  const shown = questionsIn(clinic);
  const outside = { ...(await clinic.seenOutside()), traces: await clinic.stop() };

  expect(shown.filter((text) => /\[[a-z ]+\]/.test(text))).toHaveLength(CARDS);
  for (const [place, seen] of Object.entries(outside)) {
    expect(seen.length, `${place} has something in it`).toBeGreaterThan(100);
    expect(
      secrets.filter(({ secret }) => holds(seen, secret)),
      place,
    ).toEqual([]);
  }
}, 180_000);

const CRY = "I can't breathe.";
/** Slack takes one post a second. */
const CARDS = 5;

function fiveInOne(messages: Marked[]): Marked[] {
  const chunks: Marked[] = [];
  for (let from = 0; from < messages.length; from += 5) {
    const five = messages.slice(from, from + 5);
    const text = [CRY, ...five.map((one) => one.text)].join('\n');
    chunks.push({ text, secrets: five.flatMap((one) => one.secrets) });
  }
  // From all along the list, where each kind is.
  return chunks.filter((_, index) => index % 8 === 3);
}

/** Staff are called for the first message; the second one comes while they are. */
async function cryThenAsk(text: string, { url }: Clinic): Promise<void> {
  const { body } = await postMessage(url, { text });
  expect(body.tickets).toEqual([expect.objectContaining({ urgency: 'emergency' })]);
  const { conversation } = body;
  expect(await postMessage(url, { text: `again: ${text}`, conversation })).toMatchObject({
    status: 200,
  });
}

/** What the cards in the staff channel quote of patients. */
function questionsIn({ slack }: Clinic): string[] {
  const posted = slack.calls.filter(({ method }) => method === 'chat.postMessage');
  const blocks = posted.map(({ params }) => params.get('blocks') ?? '');
  return blocks.filter((text) => text.includes(CRY));
}

/** A short secret is looked for as a word of its own: ids are full of figures. */
function holds(seen: string, secret: string): boolean {
  const pattern = secret.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, 'u').test(seen);
}

async function throughTheWeb(planted: Planted[], url: string): Promise<void> {
  const patients: Planted[][] = [];
  for (let from = 0; from < planted.length; from += OF_A_PATIENT) {
    patients.push(planted.slice(from, from + OF_A_PATIENT));
  }
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let one = patients.pop(); one; one = patients.pop()) await askAll(one, url);
  });
  await Promise.all(workers);
  // Somebody is in danger and gave a name and a number: staff are called, and their words stay here.
  const { secret } = planted[0] as Planted;
  const { body } = await postMessage(url, { text: `I can't breathe, call ${secret} now` });
  expect(body.tickets).toEqual([expect.objectContaining({ urgency: 'emergency' })]);
}

async function askAll(planted: Planted[], url: string): Promise<void> {
  let conversation: string | undefined;
  for (const { text } of planted) {
    const { status, body } = await postMessage(url, {
      text,
      ...(conversation && { conversation }),
    });
    expect(status).toBe(200);
    conversation = body.conversation;
  }
}

type Clinic = Awaited<ReturnType<typeof aClinicThatListens>>;

async function throughSlack(planted: Planted[], { slack, people }: Clinic): Promise<void> {
  const user = slack.user('pat');
  for (const { text, secret, kind } of planted) {
    // As Slack hands an address on.
    const said = kind === 'email' ? text.replace(secret, `<mailto:${secret}|${secret}>`) : text;
    await people.event(aMention({ user, channel: slack.community, text: said }));
  }
  await people.until(await slack.directChannel(user), 'doctor');
}

/** So many of them, from all along the list. */
function pick(planted: Planted[], count: number): Planted[] {
  return planted.filter(
    (_, index) =>
      Math.floor((index * count) / planted.length) !==
      Math.floor(((index + 1) * count) / planted.length),
  );
}

const isMissed = ({ text, trace }: Planted) => redact(text).text.includes(trace);

function foundIn(bytes: string, planted: Planted[]): Planted[] {
  return planted.filter(({ trace }) => bytes.includes(trace));
}

type Row = { kind: string; planted: number; kept: number; found: number; atLeast: number };

/** `atLeast`: with 95 of 100 certainty, of all that people write as these messages are. */
function tableOf(planted: Planted[], kept: Planted[]): Row[] {
  const groups = [...new Set(planted.map(({ kind }) => kind)), ALL];
  return groups.map((kind) => {
    const isOfIt = (one: Planted) => one.kind === kind || (kind === ALL && isStructured(one));
    const of = planted.filter(isOfIt).length;
    const left = kept.filter(isOfIt).length;
    const found = percent(1 - left / of);
    return { kind, planted: of, kept: left, found, atLeast: percent(1 - missBound(left, of)) };
  });
}

/** Kinds of which more was kept than is allowed or known. */
function moreThanKnown(table: Row[]): Row[] {
  return table.filter(({ kind, planted, kept }) => kept > planted * (MOST_KEPT[kind] ?? 0.01));
}

const isStructured = ({ kind }: Planted) => STRUCTURED.includes(kind);
const percent = (share: number) => Math.round(1000 * share) / 10;
