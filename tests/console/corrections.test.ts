import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { contentHash } from '../../src/answer-bank/content-hash.ts';
import type { Answer, Revision } from '../../src/domain/answer.ts';
import { conversationIdOf, StaffId } from '../../src/domain/ids.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, DRIVING, drivingContent } from '../support/console.ts';
import { anAnswerMessage, aPatient, keep } from '../unit/conversation/recall/recall-kit.ts';

const FLOW_MS = 60_000;
const KEY = { id: DRIVING, locale: 'en' } as const;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const { aRunningConsole, barriers } = builtConsole();

function aRevision(over: Partial<Revision> = {}): Revision {
  const content = over.content ?? {
    ...drivingContent,
    text: 'Drive home when you feel awake. Most people feel fine after an hour.',
  };
  return {
    number: 1,
    content,
    contentHash: contentHash(content),
    state: 'retired',
    author: 'starter',
    createdAt: minutesAgo(600),
    approvals: [],
    renewals: [],
    publishedAt: minutesAgo(600),
    ...over,
  };
}

function theRightWords(): Revision {
  const approvals = (['clinical', 'plain_language'] as const).map((kind, index) => ({
    by: StaffId.parse(`s_${['b', 'c'][index]?.repeat(16)}`),
    kind,
    at: minutesAgo(5),
    contentHash: contentHash(drivingContent),
    credential: 'nurse' as const,
  }));
  return aRevision({ number: 2, content: drivingContent, state: 'published', approvals });
}

/** Mia withdrew revision 1, which these patients got. */
async function aMistake(
  { isCorrected, patients }: { isCorrected: boolean; patients: string[] },
  options: Parameters<typeof aRunningConsole>[0] = {},
) {
  const opened = await aRunningConsole(options);
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const why =
    'Nobody may drive before they have slept a whole night. The source says so in section 17.';
  const withdrawn = { at: minutesAgo(12), by: StaffId.parse(mia.id), why };
  const revisions = [aRevision({ withdrawn }), ...(isCorrected ? [theRightWords()] : [])];
  const part = { kind: 'answer' as const, ...KEY, revision: 1 };
  const message = { ...anAnswerMessage(1, 1), at: minutesAgo(60), parts: [part] };
  for (const [index, who] of patients.entries()) {
    const channel = index % 3 === 2 ? ('slack' as const) : ('web' as const);
    await keep(opened.store, { ...aPatient(who), channel, messages: [message] });
  }
  const next: Answer = { schema: 1, ...KEY, revisions };
  await opened.store.answers.update(KEY, async () => ({ next, result: undefined }));
  return opened;
}

/** Kept where `WALK_SCREENSHOTS` says, if it does. */
async function shots(page: Page, name: string): Promise<void> {
  const folder = process.env.WALK_SCREENSHOTS;
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: `${folder}/${name}-${colorScheme}-${width}.png`,
        fullPage: true,
      });
    }
  }
}

test(
  'a moderator reads what patients will read, tells each of them, and sees when all know',
  async () => {
    const opened = await aMistake(
      { isCorrected: true, patients: ['p', 'q', 'r'] },
      { recallPauseMs: 400 },
    );
    const page = await opened.signedIn('mia');
    await page.getByRole('link', { name: 'Corrections' }).click();
    const card = page.getByRole('region', { name: 'Driving after treatment' });
    await card.getByText('Nobody was told').waitFor();
    await card.getByText('Web chat: 2').waitFor();
    await card.getByText('Do not drive yourself home.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await shots(page, 'corrections');

    await card.getByRole('button', { name: 'Tell 3 conversations' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Send this to 3 conversations?' });
    await dialog.getByText('It cannot be taken back.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send it' }).click();
    await card.getByRole('progressbar').waitFor();
    await shots(page, 'corrections-under-way');
    await card.getByText('3 conversations told').waitFor();
    await card.getByText('Corrected', { exact: true }).waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(
      'Driving after treatment',
    );
    expect(await barriers(page)).toEqual([]);
    const told = await opened.store.conversations.find(conversationIdOf('p'));
    expect(told?.messages.at(-1)?.text).toContain(drivingContent.text);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'without the right words a moderator can say at once that it was wrong, and is led to write them',
  async () => {
    const opened = await aMistake({ isCorrected: false, patients: ['p'] });
    const page = await opened.signedIn('mia');
    await page.goto('/console/corrections?answer=driving.after-treatment&locale=en&revision=1');
    const card = page.getByRole('region', { name: 'Driving after treatment' });
    await expect
      .poll(() => page.evaluate<string>('document.activeElement.textContent'))
      .toBe('Driving after treatment');
    const write = card.getByRole('link', { name: 'Write the right words' });
    expect(await write.getAttribute('href')).toBe(
      '/console/answers/en/driving.after-treatment/edit',
    );
    await shots(page, 'corrections-notice');
    await card.getByRole('button', { name: 'Tell 1 conversation' }).click();
    await page.getByRole('button', { name: 'Send it' }).click();
    await card.getByText('1 conversation told').waitFor();
    await card.getByText('Told that it was wrong').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator reads that the translation of wrong words is not sent, and is led to it',
  async () => {
    const opened = await aMistake({ isCorrected: false, patients: ['p'] });
    const wrong = aRevision();
    const translation = aRevision({
      state: 'published',
      content: { ...drivingContent, text: 'Maneje a casa cuando se sienta despierto.' },
      translationOf: { revision: 1, contentHash: wrong.contentHash },
    });
    const spanish = { id: DRIVING, locale: 'es' } as const;
    await opened.store.answers.update(spanish, async () => ({
      next: { schema: 1, ...spanish, revisions: [translation] },
      result: undefined,
    }));
    const page = await opened.signedIn('mia');
    await page.goto('/console/corrections');
    const words = page.getByText('Their Spanish translation is not sent any more.');
    await words.waitFor();
    expect(await words.innerText()).toMatch(/: look at revision 1[.]$/);
    expect(await page.getByText('still live').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await shots(page, 'corrections-translation');
    await page.getByRole('link', { name: 'look at revision 1' }).click();
    await page.getByRole('heading', { name: 'Driving after treatment', level: 1 }).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a page without corrections says where they come from, and is none for responders',
  async () => {
    const opened = await aRunningConsole();
    const admin = await anAdmin(opened);
    await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
    const page = await opened.signedIn('ada');
    await page.goto('/console/corrections');
    await page.getByText('Nothing was withdrawn').waitFor();
    await shots(page, 'corrections-none');
    const ana = await opened.signedIn('ana');
    expect(await ana.getByRole('link', { name: 'Corrections' }).count()).toBe(0);
    await ana.goto('/console/corrections');
    await ana.getByRole('heading', { name: 'Not for your role' }).waitFor();
  },
  FLOW_MS,
);
