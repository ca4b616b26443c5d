import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { readAnswerFolder } from '../../src/answer-bank/files/read-answer-folder.ts';
import { seedBank } from '../../src/answer-bank/seed-bank.ts';
import { DELIVERED, type Deliver } from '../../src/conversation/outbox/delivery.ts';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket } from '../support/console.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';
const FLOW_MS = 60_000;

const { aRunningConsole, barriers } = builtConsole();

type Opened = Awaited<ReturnType<typeof aRunningConsole>>;

/** Ana and Ben answer patients. */
async function aDesk(options: Parameters<typeof aRunningConsole>[0] = {}) {
  const opened = await aRunningConsole(options);
  const admin = await anAdmin(opened);
  const ana = await aStaffMember(opened, admin, { login: 'ana', role: 'responder' });
  const ben = await aStaffMember(opened, admin, { login: 'ben', role: 'responder' });
  return { ...opened, admin, ana, ben };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function withCannedTexts({ store }: Opened): Promise<void> {
  const { answers } = readAnswerFolder(new URL('../../answers/canned/', import.meta.url).pathname);
  await seedBank(answers, { store, now: () => new Date().toISOString() });
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.textContent || document.activeElement.id');

test(
  'a responder claims, answers and resolves a ticket with the keyboard alone',
  async () => {
    const opened = await aDesk();
    await aTicket(opened.store, { secret: 'other', at: minutesAgo(30) });
    const number = await aTicket(opened.store, {
      secret: SECRET,
      reason: 'emergency',
      urgency: 'emergency',
      at: minutesAgo(6),
      text: 'i cant breathe',
    });
    const page = await opened.signedIn('ana');
    await page.getByRole('link', { name: /Possible emergency/ }).waitFor();
    await page.getByText(/Reply 1 min overdue/).waitFor();

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('j');
    expect(await focused(page)).toContain(`#${number}`);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Dose question');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `#${number} Possible emergency` }).waitFor();
    await page.keyboard.press('c');
    await expect.poll(() => focused(page)).toBe('reply-text');
    await page.keyboard.type('Please call 911 now. c e u'); // letters are letters while one types
    await page.keyboard.press('Control+Enter');
    const log = page.getByRole('log');
    await log.getByText('Please call 911 now. c e u').waitFor();
    await expect.poll(() => focused(page)).toBe('reply-text');

    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('n');
    await expect.poll(() => focused(page)).toBe('new-note');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).focus();
    await page.keyboard.press('Enter');
    await log.getByText('Our staff have left this chat.').waitFor();
    await expect.poll(() => focused(page)).toBe(`#${number} Possible emergency`);

    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Desk' }).waitFor();
    await page.getByText('Resolved lately (1)').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('breathe');
    await page.getByText('1 found').waitFor();
    expect(page.url()).toContain('q=breathe');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keyboard' }).click();
    await page.getByRole('checkbox', { name: 'Single keys work' }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'two responders see each other at a ticket, and one hands it to the other',
  async () => {
    const opened = await aDesk();
    await withCannedTexts(opened);
    const number = await aTicket(opened.store, { secret: SECRET });
    await aTicket(opened.store, { secret: SECRET, reason: 'human', text: 'call me' });
    await opened.ana.post(`/tickets/${number}/claim`);
    const [ana, ben] = [await opened.signedIn('ana'), await opened.signedIn('ben')];
    await ben.goto(`/console/desk/${number}`);
    await ana.goto(`/console/tickets/${number}`); // the address in cards and pages
    await ana.getByText('Ben is looking at this.').waitFor();
    await ana.getByLabel('Write to the patient', { exact: true }).last().fill('Hello.');
    await ben.getByText('Ana is writing to the patient.').waitFor();
    expect(await ben.getByLabel('Write to the patient').count()).toBe(0);
    expect(await barriers(ben)).toEqual([]);

    await ana.getByRole('button', { name: 'Canned texts' }).click();
    await ana.getByLabel('Search texts').fill('private');
    await ana.getByRole('button', { name: /No private details/ }).click();
    await ana
      .getByText(/^Hello\.\s+Please do not write names/)
      .last()
      .waitFor();
    await ana.getByRole('button', { name: 'Send to patient' }).click();
    await ana.getByRole('button', { name: 'Make this reply an answer draft' }).click();
    const draft = ana.getByRole('dialog', { name: 'Make this reply an answer draft' });
    await draft.getByLabel('Which question it answers').selectOption('driving.machines');
    await draft.getByLabel('Title').fill('What to leave out');
    expect(await barriers(ana)).toEqual([]);
    await draft.getByRole('button', { name: 'Make the draft' }).click();
    await draft.getByText('A moderator goes on with it.').waitFor();
    await draft.getByRole('button', { name: 'Done' }).click();

    await ana.getByRole('button', { name: 'Merge' }).click();
    await ana.getByRole('dialog').getByText('Asked for a person').waitFor();
    await ana.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await ana.getByRole('dialog').waitFor({ state: 'detached' });
    await ana.getByRole('button', { name: 'Hand to' }).click();
    await ana.getByRole('radio', { name: 'Ben' }).check();
    await ana.getByRole('button', { name: 'Hand over' }).click();
    await ana.getByText('Ben has this ticket and writes to the patient.').waitFor();
    await ben.getByRole('button', { name: 'Release' }).click();
    await ben.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await ben.getByRole('button', { name: 'Claim and write' }).waitFor();
    await ben.getByText('History').click();
    await ben.getByText('ticket reassigned, to Ben').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

/** Counts the notes that start; the browser of a test has no loudspeaker. */
async function countNotes(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(`
    window.notes = 0;
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function (when) {
      window.notes += 1;
      start.call(this, when);
    };
  `);
  return () => page.evaluate<number>('window.notes');
}

test(
  'what somebody was writing waits for them in their browser, and nobody else who signs in there sees it',
  async () => {
    const opened = await aDesk();
    const number = await aTicket(opened.store, { secret: SECRET, at: minutesAgo(3) });
    const page = await opened.signedIn('ana');
    const noteOf = async (login: string) => {
      await page.context().clearCookies();
      await page.goto(`/console/tickets/${number}`);
      await opened.signIn(page, login);
      await page.goto(`/console/tickets/${number}`);
      return page.getByLabel('Add a note');
    };
    await (await noteOf('ana')).fill('asked her to call back');
    expect(await (await noteOf('ben')).inputValue()).toBe('');
    expect(await (await noteOf('ana')).inputValue()).toBe('asked her to call back');
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an emergency sounds, again every half minute until it is claimed, and not with the sound off',
  async () => {
    const opened = await aDesk();
    const page = await opened.newPage();
    const notes = await countNotes(page);
    await page.clock.install();
    await opened.signIn(page, 'ana');
    await aTicket(opened.store, { secret: 'routine', at: minutesAgo(0) });
    await page.getByRole('link', { name: /Dose question/ }).waitFor();
    expect(await notes()).toBe(0);
    const icon = () => page.locator('link[rel="icon"]').getAttribute('href');
    expect(await icon()).not.toContain('urgent');

    const number = await aTicket(opened.store, {
      secret: SECRET,
      reason: 'emergency',
      urgency: 'emergency',
      at: minutesAgo(0),
    });
    await expect.poll(notes).toBe(3);
    expect(await page.title()).toBe('(2) Desk – Askwell');
    expect(await icon()).toContain('urgent');
    await page.clock.runFor(31_000);
    await expect.poll(notes).toBe(6);

    await page.getByRole('checkbox', { name: 'Sound for urgent tickets' }).uncheck();
    await page.clock.runFor(61_000);
    expect(await notes()).toBe(6);
    await page.reload();
    await page.getByRole('link', { name: /Possible emergency/ }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Sound' }).isChecked()).toBe(false);
    await page.getByRole('checkbox', { name: 'Sound' }).check();
    await expect.poll(notes).toBe(3);
    await opened.ana.post(`/tickets/${number}/claim`);
    await page.getByRole('heading', { name: 'Yours' }).waitFor();
    await page.clock.runFor(61_000);
    expect(await notes()).toBe(3);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'what could not be delivered is shown on the desk, and arrives after "Try again"',
  async () => {
    const arrived: string[] = [];
    const deliver: Deliver = async ({ id }) => {
      arrived.push(id);
      return DELIVERED;
    };
    const opened = await aDesk({ deliver: { slack_staff: deliver } });
    onTestFinished(() => opened.outbox.stop());
    opened.outbox.start();
    const number = await aTicket(opened.store, { secret: SECRET });
    await opened.store.conversations.update(conversationIdOf(SECRET), async (current) => {
      const dead = { at: minutesAgo(3), problem: 'channel_is_archived' };
      const item = { id: 'o_1', attempts: 4, notBefore: minutesAgo(3), dead, about: number };
      const outbox = [{ ...item, to: 'slack_staff' as const, kind: 'ticket_card' as const }];
      return { next: current && { ...current, outbox }, result: undefined };
    });
    const page = await opened.signedIn('ana');
    await page.getByText('1 could not be delivered.').waitFor();
    await page.getByRole('link', { name: 'See deliveries' }).click();
    await page.getByText(/The Slack channel is archived/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: `Try again: Ticket card, ticket ${number}` }).click();
    await page.getByText('Nothing was given up').waitFor();
    await expect.poll(() => focused(page)).toBe('Given up ');
    await expect.poll(() => arrived).toEqual(['o_1']);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'the person on call claims and asks for a call on a phone, with the thumb',
  async () => {
    const opened = await aDesk();
    await withCannedTexts(opened);
    const number = await aTicket(opened.store, {
      secret: SECRET,
      reason: 'self_harm',
      urgency: 'urgent',
      at: minutesAgo(1),
    });
    const look = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const page = await opened.signedIn('ana', look);
    const isTooWide = () =>
      page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
    await page.getByRole('link', { name: /Self-harm/ }).tap();
    await page.getByRole('heading', { name: `#${number} Self-harm` }).waitFor();
    const callBack = page.getByRole('button', { name: /Call-back/ });
    for (const button of [page.getByRole('button', { name: 'Claim', exact: true }), callBack]) {
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(48);
      expect(box?.y).toBeGreaterThan(740 / 2);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(740);
    }
    expect(await isTooWide()).toBe(false);
    expect(await barriers(page)).toEqual([]);
    await callBack.tap();
    const box = page.getByLabel('Write to the patient', { exact: true }).last();
    await expect.poll(() => box.inputValue()).toContain('Please call Sample Clinic at 555-0100');
    await page.getByRole('button', { name: 'Send to patient' }).tap();
    await page
      .getByRole('log')
      .getByText(/This is best talked about by phone/)
      .waitFor();
    for (const place of ['Deliveries', 'Desk']) {
      await page.getByRole('navigation').getByRole('link', { name: place }).tap();
      await page.getByRole('heading', { level: 1, name: place }).waitFor();
      expect(await isTooWide()).toBe(false);
    }
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an admin names who is on call, and the warning on the desk goes',
  async () => {
    const opened = await aDesk();
    const page = await opened.signedIn('ada');
    await page.getByText(/Nobody is on call/).waitFor();
    await page.getByRole('link', { name: 'Name who comes first' }).click();
    await page.getByRole('button', { name: 'Contact and duties of Ana' }).click();
    const dialog = page.getByRole('dialog', { name: 'Contact and duties of Ana' });
    await dialog.getByLabel('E-mail').fill('ana@clinic.example');
    await dialog.getByLabel('Place in the on-call order').fill('1');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('On call, place 1').waitFor();
    await page.getByRole('link', { name: /^Desk/ }).click();
    await page.getByText('No tickets yet').waitFor();
    await page.getByText(/Nobody is on call/).waitFor({ state: 'detached' });
    const own = await opened.signedIn('ana');
    await own.getByRole('link', { name: /Ana/ }).click();
    await own.getByLabel('I am away').check();
    await own.getByRole('button', { name: 'Save' }).click();
    await own.getByText('Saved.').waitFor();
    expect(await barriers(own)).toEqual([]);
    await page.getByText(/Nobody is on call/).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
