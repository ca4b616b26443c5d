import { expect, test } from 'vitest';
import { conversationIdOf, StaffId } from '../../src/domain/ids.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember, aTicket, DRIVING, PASSWORD } from '../support/console.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz234567';
const FLOW_MS = 60_000;

const { aRunningConsole, barriers } = builtConsole();

test(
  'an admin sets up and makes a responder, who claims and answers a ticket that comes by itself',
  async () => {
    const opened = await aRunningConsole();
    const admin = await opened.newPage();
    await admin.goto((await opened.setupLink(opened.base)) ?? '');
    expect(await barriers(admin)).toEqual([]);
    await admin.getByLabel('First name').fill('Ada');
    await admin.getByLabel('Sign-in name').fill('ada');
    await admin.getByLabel('Password').fill(PASSWORD);
    await admin.getByRole('button', { name: 'Make the account' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Clinic facts' }).waitFor();
    await admin.getByRole('link', { name: 'People', exact: true }).first().click();

    await admin.getByRole('button', { name: 'Add a person' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByLabel('First name').fill('Ana');
    await dialog.getByLabel('Sign-in name').fill('ana');
    await dialog.getByLabel('First password').fill(PASSWORD);
    expect(await barriers(admin)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await admin.getByRole('button', { name: 'New password for Ana' }).waitFor();
    expect(await barriers(admin)).toEqual([]);

    for (const place of ['Audit', /^A?Ada/]) {
      await admin.getByRole('link', { name: place }).click();
      await admin
        .getByRole('heading', { level: 1, name: place === 'Audit' ? 'Audit' : 'Ada' })
        .waitFor();
      expect(await barriers(admin)).toEqual([]);
    }

    const desk = await opened.signedIn('ana');
    await desk.getByText('No tickets yet').waitFor();
    expect(await desk.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'Overview',
      'Desk',
      'Deliveries',
    ]);
    await aTicket(opened.store, { secret: SECRET, at: new Date().toISOString() });
    const row = desk.getByRole('link', { name: /Dose question/ });
    await row.waitFor();
    expect(await desk.title()).toBe('(1) Desk – Askwell');
    expect(await barriers(desk)).toEqual([]);

    await row.click();
    await desk.getByRole('button', { name: 'Claim', exact: true }).click();
    await desk
      .getByLabel('Write to the patient', { exact: true })
      .last()
      .fill('Your doctor will call you today.');
    await desk.getByText('— Ana, clinic support staff').waitFor();
    expect(await barriers(desk)).toEqual([]);
    await desk.keyboard.press('Control+Enter');
    const log = desk.getByRole('log');
    await log.getByText('Your doctor will call you today.').waitFor();
    const conversation = await opened.store.conversations.find(conversationIdOf(SECRET));
    expect(conversation?.messages.at(-1)).toMatchObject({
      from: 'staff',
      signature: { firstName: 'Ana' },
      text: expect.stringMatching(/^Your doctor will call you today\.\n— Ana/),
    });

    const text = 'how much should I take now?';
    await aTicket(opened.store, {
      secret: SECRET,
      text,
      replaces: 1,
      at: new Date().toISOString(),
    });
    await log.getByRole('listitem').filter({ hasText: text }).getByText('edited').waitFor();

    await desk.getByRole('button', { name: 'Resolve' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await log.getByText('Our staff have left this chat.').waitFor();
    expect(await desk.title()).not.toMatch(/^\(/);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator changes an answer, a second one approves and publishes it, and drafts survive a closed tab',
  async () => {
    const opened = await aRunningConsole({ approvals: 1 });
    const admin = await anAdmin(opened);
    await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
    const noa = await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });
    await opened.store.staff.update(StaffId.parse(noa.id), async (current) => ({
      next: current && { ...current, credential: 'nurse' },
      result: undefined,
    }));

    const author = await opened.signedIn('mia');
    await author.getByRole('link', { name: 'Answers' }).click();
    await author.getByRole('searchbox', { name: 'Search' }).fill('full night');
    await author.getByRole('link', { name: /Driving after treatment/ }).waitFor();
    expect(await barriers(author)).toEqual([]);
    await author.getByRole('link', { name: /Driving after treatment/ }).click();
    await author.getByText('Sample answer: not yet approved by a clinician').waitFor();
    await author.getByRole('link', { name: 'Change the text' }).click();

    const text = author.getByLabel('Text', { exact: true });
    const before = await text.inputValue();
    await text.fill(`${before} Take 50 mg.`);
    await author.getByText(/only a prescriber/).waitFor();
    await text.fill(`${before} Plan a ride with an adult.`);
    await author.getByText('Nothing to mend.').waitFor();
    expect(await barriers(author)).toEqual([]);
    const again = await author.context().newPage();
    await author.close();
    await again.goto('/console/answers/en/driving.after-treatment/edit');
    await again.getByText('This is your unsaved text from before.').waitFor();
    await again.getByLabel('What you changed, and why').fill('the way home');
    await again.getByRole('button', { name: 'Save as a draft' }).click();
    await again.getByRole('button', { name: 'Send to review' }).click();
    await again.getByText('You wrote this revision, so someone else must approve it.').waitFor();
    expect(await again.getByRole('button', { name: /Approve/ }).count()).toBe(0);

    const reader = await opened.signedIn('noa');
    await reader.goto('/console/answers/en/driving.after-treatment');
    await reader.locator('ins', { hasText: 'Plan a ride with an adult.' }).waitFor();
    expect(await barriers(reader)).toEqual([]);
    await reader.getByRole('button', { name: 'Approve: clinical' }).click();
    await reader.getByText('cannot be taken back').waitFor();
    await reader.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await reader.getByRole('button', { name: 'Publish' }).click();
    await reader.getByText(/^Revision 2, since/).waitFor();
    expect(opened.bank.revision(DRIVING, 'en', 2).text).toBe(
      `${before} Plan a ride with an adult.`,
    );
    await again.getByText(/^Revision 2, since/).waitFor(); // the author's open page hears of it

    await reader.getByText('Revision 1', { exact: true }).click();
    await reader.getByRole('button', { name: 'Bring back' }).waitFor();
    expect(await barriers(reader)).toEqual([]);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
