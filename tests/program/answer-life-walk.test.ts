import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ConsoleCaller, createConsoleCaller } from '../chaos/people/console-caller.ts';
import { PASSWORD } from '../chaos/people/hire-staff.ts';
import { launchBrowser } from '../support/browser.ts';
import { aFolder, runAskwell, type Serving, serveAskwell } from '../support/program.ts';
import { aTranscript } from '../support/walk-transcript.ts';

const STEP_MS = 30_000;
const ANSWER = 'answers/en/driving.after-treatment';
const QUESTION = 'can i drive home after my infusion?';
const SUBJECT = 'answer driving.after-treatment en';
const DOSE = ' Take 50 mg.';
const WRONG = ' Your teenager may take you home.';
const RIGHT = ' Only an adult may take you home.';

/** As the chat writes it. */
const CLOCK_TIME = /\d{1,2}:\d{2}\s[AP]M\n/;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

type People = Record<'mia' | 'nora' | 'omar', ConsoleCaller>;

/** The program; Mia writes answers, Nora is a nurse, and Omar reads for plain language. */
async function aClinic() {
  const dataFolder = aFolder();
  const serving = await serveAskwell({ DATA_DIR: dataFolder });
  onTestFinished(async () => {
    serving.child.kill('SIGTERM');
    await serving.ended;
  });
  const life = { url: serving.url, up: async () => {} };
  const admin = createConsoleCaller(life);
  const token = new URL(serving.setupLink ?? '').searchParams.get('token');
  await admin.post('/setup', { token, login: 'ada', firstName: 'Ada', password: PASSWORD });
  const hire = async (firstName: string, credential: 'nurse' | null) => {
    const login = firstName.toLowerCase();
    const person = { login, firstName, role: 'moderator', password: PASSWORD };
    const { id } = (await admin.post('/people', person)).body as { id: string };
    const duties = { onCall: null, medicalDirector: false, safeguarding: false };
    const contact = { email: null, slackUserId: null, away: false, duties, credential };
    await admin.post(`/people/${id}/contact`, contact);
    const caller = createConsoleCaller(life);
    await caller.signIn(login, PASSWORD);
    return caller;
  };
  const people: People = {
    mia: await hire('Mia', null),
    nora: await hire('Nora', 'nurse'),
    omar: await hire('Omar', null),
  };
  return { serving, dataFolder, people };
}

async function aPage({ url }: Serving, path: string) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await page.goto(path);
  return page;
}

async function signIn(serving: Serving, login: string) {
  const page = await aPage(serving, '/console/desk');
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  return page;
}

const oneLine = async (place: Locator) => (await place.innerText()).replace(/\s*\n\s*/g, ' ');

/** Kept where `WALK_SCREENSHOTS` says, if it does. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.WALK_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Revision 3 goes the way that revision 2 went, without a page. */
async function publishRightWords({ mia, nora, omar }: People): Promise<void> {
  const { revisions } = (await mia.get(`/${ANSWER}`)) as {
    revisions: { content: { text: string }; number: number; contentHash: string }[];
  };
  const [wrong] = revisions;
  const content = { ...wrong?.content, text: wrong?.content.text.replace(WRONG, RIGHT) };
  await mia.post(`/${ANSWER}/revisions`, { content, basedOn: 2, note: 'Adults only.' });
  await mia.post(`/${ANSWER}/revisions/3/submit`);
  const after = (await mia.get(`/${ANSWER}`)) as typeof revisions extends infer All
    ? { revisions: All }
    : never;
  const contentHash = after.revisions[0]?.contentHash;
  await nora.post(`/${ANSWER}/revisions/3/approve`, { kind: 'clinical', contentHash });
  await omar.post(`/${ANSWER}/revisions/3/approve`, { kind: 'plain_language', contentHash });
  const preview = async () =>
    ((await omar.get(`/${ANSWER}/revisions/3/preview`)) as { state: string }).state;
  await expect.poll(preview, { timeout: STEP_MS, interval: 250 }).toBe('done');
  const { status } = await omar.post(`/${ANSWER}/revisions/3/publish`);
  expect(status).toBe(200);
}

test('an answer lives: refused, mended, approved, published, withdrawn as wrong, and corrected', async () => {
  const { serving, dataFolder, people } = await aClinic();
  const walk = aTranscript('answer-life.md', {
    title: 'The life of an answer: from a draft to the correction of a mistake',
    about:
      'What each person does and reads, in the order in which it happens: Pat is a patient, Mia, Nora and Omar are moderators, and Nora is a nurse. `tests/program/answer-life-walk.test.ts` walks this way through the real program with a real browser, and compares; times are left out.',
  });

  const chat = await aPage(serving, '/');
  const log = chat.getByRole('log');
  // Without what the bot says of itself before anything was asked.
  const replies = log
    .getByRole('article')
    .filter({ hasText: 'I am a bot, not a doctor.', hasNotText: 'I am an automated service' });
  /** What the bot says next, after so many messages of its own. */
  const nextReply = async (said: number) => {
    await replies.nth(said).waitFor();
    return (await replies.nth(said).innerText()).replace(CLOCK_TIME, '');
  };
  const ask = async (question: string) => {
    const said = await replies.count();
    await chat.getByRole('textbox').fill(question);
    await chat.keyboard.press('Enter');
    return nextReply(said);
  };
  walk.does('Pat', `asks in the web chat: ${QUESTION}`);
  walk.reads('The chat', await ask(QUESTION));

  const mia = await signIn(serving, 'mia');
  walk.does('Mia', 'opens the answer, writes a sentence more, “Take 50 mg.”, and presses Save.');
  await mia.goto(`/console/${ANSWER}/edit`);
  const text = mia.getByLabel('Text', { exact: true });
  const before = await text.inputValue();
  await text.fill(`${before}${DOSE}`);
  const check = mia.getByText(/things to mend|thing to mend/);
  await check.waitFor();
  await mia.getByRole('button', { name: 'Save as a draft' }).click();
  const refused = mia.getByRole('alert').first();
  await refused.waitFor();
  walk.reads('The editor refuses it', await refused.innerText());

  walk.does(
    'Mia',
    'writes instead: “Your teenager may take you home.”, saves it, and sends it to review.',
  );
  await text.fill(`${before}${WRONG}`);
  await mia.getByText('Nothing to mend.').waitFor();
  await mia.getByLabel('What you changed, and why').fill('Patients ask about bikes.');
  await mia.getByRole('button', { name: 'Save as a draft' }).click();
  await mia.getByRole('button', { name: 'Send to review' }).click();
  const own = mia.getByText('someone else must approve it');
  await own.waitFor();
  walk.reads('Mia may not approve it', await own.innerText());

  const nora = await signIn(serving, 'nora');
  walk.does('Nora', 'reads what changes, and approves it as a clinician.');
  await nora.goto(`/console/${ANSWER}`);
  walk.reads('What changes', await oneLine(nora.locator('.word-diff, .diff').first()));
  await nora.getByRole('button', { name: 'Approve: clinical' }).click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await nora.getByText('Clinical by Nora').first().waitFor();
  const omar = await signIn(serving, 'omar');
  walk.does('Omar', 'approves that it is plain language, and sees what publishing would change.');
  await omar.goto(`/console/${ANSWER}`);
  await omar.getByRole('button', { name: 'Approve: plain language' }).click();
  await omar.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  const publish = omar.getByRole('button', { name: 'Publish' });
  await expect.poll(() => publish.isEnabled(), { timeout: STEP_MS, interval: 250 }).toBe(true);
  const changes = await oneLine(omar.locator('.preview-result .notice').first());
  walk.reads('What publishing would change', changes.replace(/\d+/g, '(number)'));
  await shot(omar, 'answer-life-preview');
  walk.does('Omar', 'presses Publish.');
  await publish.click();
  await publish.waitFor({ state: 'detached' });

  walk.does('Pat', 'asks again, in the chat that is still open.');
  const got = await ask(QUESTION);
  expect(got).toContain(WRONG.trim());
  walk.reads('The chat', got);

  walk.does('Nora', 'sees that it is wrong, withdraws it, and says why.');
  await nora.goto(`/console/${ANSWER}`);
  await nora.getByRole('button', { name: 'It is wrong' }).click();
  await nora.getByLabel('What is wrong with it').fill('It has to be an adult.');
  await nora.getByRole('button', { name: 'Withdraw it' }).click();
  const card = nora.getByRole('region', { name: 'Driving after treatment' });
  await card.getByRole('button', { name: 'Tell 1 conversation' }).click();
  await shot(nora, 'answer-life-correction');
  walk.does('Nora', 'reads on the page of corrections whom it reached, and tells them at once.');
  walk.reads('Who read it', await oneLine(card.locator('.receivers strong, .receivers .strong')));
  let said = await replies.count();
  await nora.getByRole('button', { name: 'Send it' }).click();
  const notice = await nextReply(said);
  walk.reads('The chat, without a question', notice);
  await card.getByText('Told that it was wrong', { exact: true }).waitFor();

  walk.does(
    'Mia',
    'writes “Only an adult may take you home.”, and Nora and Omar approve and publish it, as before.',
  );
  await publishRightWords(people);
  walk.does('Nora', 'sends the right words to everybody who read the wrong ones.');
  await card.getByRole('button', { name: 'Send the right words to 1 conversation' }).click();
  said = await replies.count();
  await nora.getByRole('button', { name: 'Send it' }).click();
  const correction = await nextReply(said);
  expect(correction).toContain(RIGHT.trim());
  walk.reads('The chat, without a question', correction);
  await card.getByText('Corrected', { exact: true }).waitFor();
  await shot(chat, 'answer-life-chat');

  walk.does(
    'The admin',
    'looks up what happened to this answer: `askwell audit list --subject "…"`.',
  );
  const env = { DATA_DIR: dataFolder };
  const lines = async (subject: string) => {
    const { out } = await runAskwell(['audit', 'list', '--json', '--subject', subject], { env });
    const entries = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    return entries.map((entry) => entryLine(entry));
  };
  walk.reads('askwell audit list', (await lines(SUBJECT)).join('\n'));
  const { out: all } = await runAskwell(['audit', 'list', '--json'], { env });
  expect(all).not.toContain('teenager');
  const [chatSubject = ''] = /conversation c_[a-z0-9]+/.exec(all) ?? [];
  const told = (await lines(chatSubject)).join('\n').replaceAll(chatSubject, 'conversation (id)');
  walk.reads('Of the conversation that was told', told);

  const whole = await runAskwell(['audit', 'verify'], { env });
  expect(whole.code).toBe(0);
  walk.reads(
    'askwell audit verify, beside the running server',
    whole.out
      .replace(/Head: \S+/, 'Head: (hash)')
      .replace(/\d+ entries/g, '(number) entries')
      .replace(/^\d{4}-\d{2}/gm, '(month)')
      .trim(),
  );
  const [month = ''] = /\d{4}-\d{2}/.exec(whole.out) ?? [];
  const file = join(dataFolder, 'audit', `${month}.ndjson`);
  const bytes = readFileSync(file);
  const place = bytes.indexOf('answer withdrawn');
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const broken = await runAskwell(['audit', 'verify'], { env });
  expect(broken.code).toBe(1);
  walk.does('Somebody', 'changes one bit of the trail.');
  walk.reads(
    'askwell audit verify, exit code 1',
    broken.err.trim().replace(/\S*\/audit\/\S+, line \d+/, '(file), line (number)'),
  );
  walk.isAsWritten();
}, 300_000);

type Entry = {
  by: string;
  action: string;
  subject: string;
  details?: Record<string, string | number | boolean>;
};

/** Who is told by their first deed, so that the same walk reads the same whatever ids were made. */
function entryLine({ by, action, subject, details = {} }: Entry): string {
  const { recall: _, contentHash, ...rest } = details;
  const told = { ...(contentHash !== undefined && { words: '(hash)' }), ...rest };
  const more = Object.entries(told).map(([name, value]) => `${name} ${value}`);
  const who = by.startsWith('s_') ? 'staff' : by;
  return `${who}: ${action}, ${subject}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}
