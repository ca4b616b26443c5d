import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { aChatPage, aSite, ask, focusByTab, seriousFindings } from '../support/chat-page.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const KEPT = 'Object.keys(localStorage).length';

const { open } = aChatPage();

function secretOf(page: Page): Promise<string> {
  return page.evaluate('JSON.parse(Object.values(localStorage)[0]).conversation');
}

/** A patient who has read the answer about driving. */
async function anAnswered(options?: Parameters<typeof open>[0]) {
  const opened = await open(options);
  await ask(opened.page, 'can I drive?');
  await opened.page.getByText('Do not drive yourself home').waitFor();
  return opened;
}

async function chooseFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

test('"Leave now" leaves nothing in the browser, and "Back" does not bring the chat again', async () => {
  const { page, url, close } = await open();
  await page.goto(`${url}/site`);
  await page.goto(`${url}/`);
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  await page.getByRole('button', { name: 'Leave now' }).click();
  await page.waitForURL('about:blank');
  await page.goBack();
  expect(page.url()).toBe(`${url}/site`);
  expect(await page.evaluate(KEPT)).toBe(0);
  await close();
});

test('"Leave now" goes where the clinic wants, and shows nothing on the way', async () => {
  const chat = 'exit="https://weather.example/"';
  const { page, context, close } = await open({ path: '/site', site: aSite({ chat }) });
  const onTheWay: string[] = [];
  await context.route('https://weather.example/', async (route) => {
    await expect.poll(() => onTheWay, { timeout: 10_000 }).not.toEqual([]);
    await route.fulfill({ contentType: 'text/html', body: 'sunny' });
  });
  page.on('console', (message) => {
    if (message.type() === 'log') onTheWay.push(message.text());
  });
  await page.evaluate(
    `new MutationObserver(() => console.log(getComputedStyle(document.documentElement).display))
      .observe(document.documentElement, { attributes: true })`,
  );
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await page.getByRole('button', { name: 'Leave now' }).click();
  await page.getByText('sunny').waitFor();
  expect(onTheWay).toEqual(['none']);
  await close();
});

test('an exit that is no web address is not gone to', async () => {
  const chat = `exit="javascript:document.body.append('ran')"`;
  const { page, close } = await open({ path: '/site', site: aSite({ chat }) });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await page.getByRole('button', { name: 'Leave now' }).click();
  await page.waitForURL('about:blank');
  await close();
});

test('Escape pressed three times leaves, from where one writes', async () => {
  const { page, question, close } = await anAnswered();
  await question.fill('he comes');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Escape');
  await page.waitForURL('about:blank');
  await close();
});

test('Escape pressed three times leaves from a window in front of an open chat on a page of the clinic', async () => {
  const { page, close } = await open({ path: '/site' });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await chooseFromMenu(page, 'What is kept');
  await page.getByRole('heading', { name: 'What is kept' }).waitFor();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Escape');
  await page.waitForURL('about:blank');
  await close();
});

test('Escape held down, pressed twice, or pressed beside a closed chat does not leave', async () => {
  const { page, url, close } = await open({ path: '/site' });
  await page.getByRole('button', { name: 'Ask a question' }).waitFor();
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ask a question' }).click();
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.down('Escape');
  await page.keyboard.up('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ask a question' }).waitFor();
  expect(page.url()).toBe(`${url}/site`);
  await close();
});

test('who stands before a window on a phone can leave from there', async () => {
  const { page, close } = await anAnswered({ viewport: { width: 360, height: 740 } });
  await chooseFromMenu(page, 'Erase my chat');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave now' }).click();
  await page.waitForURL('about:blank');
  await close();
});

test('who leaves a chat in a frame leaves the page around it too', async () => {
  const site =
    '<!doctype html><html lang="en"><title>Clinic</title><iframe src="/" title="Chat"></iframe></html>';
  const { page, close } = await open({ path: '/site', site });
  await page.frameLocator('iframe').getByRole('button', { name: 'Leave now' }).click();
  await page.waitForURL('about:blank');
  await close();
});

test('a patient erases the chat by keyboard alone, after being asked', async () => {
  const { page, chat, close } = await anAnswered();
  const secret = await secretOf(page);
  await focusByTab(page, '⋯', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await focusByTab(page, 'Erase my chat');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Erase my chat' }).waitFor();
  await page.getByText('Backup copies may stay for a while.').waitFor();
  expect((await chat.conversation(secret)).messages).toHaveLength(2);
  await focusByTab(page, 'Erase for good');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Your chat is erased').waitFor();
  await focusByTab(page, 'Close');
  await page.keyboard.press('Enter');
  await page.getByText('I am an automated service').waitFor();
  expect(await page.getByRole('log').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await page.getByRole('button', { name: 'More' }).and(page.locator(':focus')).waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
  expect(await page.evaluate(KEPT)).toBe(0);
  expect((await chat.conversation(secret)).messages).toEqual([]);
  await close();
});

test('who thinks again keeps the chat', async () => {
  const { page, chat, close } = await anAnswered();
  await chooseFromMenu(page, 'Erase my chat');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'More' }).and(page.locator(':focus')).waitFor();
  expect(await page.getByRole('article').count()).toBe(2);
  expect((await chat.conversation(await secretOf(page))).messages).toHaveLength(2);
  await close();
});

test('a patient whom staff must reach reads whom to call, and can take the chat off the device', async () => {
  const { page, chat, close } = await anAnswered();
  const secret = await secretOf(page);
  await chat.staffJoin(ANA, secret, { urgency: 'urgent' });
  await chooseFromMenu(page, 'Erase my chat');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText("We can't erase this chat yet.").waitFor();
  expect(await page.getByRole('dialog').textContent()).toContain('555-0199');
  await page.getByRole('button', { name: 'Take it off this device' }).click();
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  expect(await page.evaluate(KEPT)).toBe(0);
  expect((await chat.conversation(secret)).messages).toHaveLength(2);
  await close();
});

test('a chat erased in one tab is gone from the other, and a new one can begin', async () => {
  const { page, context, url, chat, close } = await anAnswered();
  const other = await context.newPage();
  await other.goto(url);
  await other.getByText('Do not drive yourself home').waitFor();
  await chooseFromMenu(page, 'Erase my chat');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('Your chat is erased').waitFor();
  await other.getByText('Do not drive yourself home').waitFor({ state: 'detached' });
  await ask(other, 'how many mg?');
  await other.getByText('I have passed this to our staff.').waitFor();
  expect((await chat.conversation(await secretOf(other))).messages).toHaveLength(2);
  await close();
});

test('a chat that the clinic has erased says so on the page', async () => {
  const { page, chat, close } = await anAnswered();
  const conversation = await secretOf(page);
  const payload = { conversation };
  await chat.app.inject({ method: 'POST', url: '/api/chat/erase', payload });
  await page.getByRole('status').getByText('This chat was erased.').waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
  await close();
});

test('the menu leads to the help for patients, beside the chat, on every view', async () => {
  const { page, url, close } = await anAnswered();
  await page.getByRole('button', { name: 'More' }).click();
  const help = page.getByRole('link', { name: 'How this chat works' });
  await help.waitFor();
  expect(await help.getAttribute('href')).toBe(`${url}/help/patients/`);
  expect(await help.getAttribute('target')).toBe('_blank');
  await close();
});

test('the menu closes on Escape, by a press elsewhere, and when the focus goes on', async () => {
  const { page, question, close } = await anAnswered();
  const more = page.getByRole('button', { name: 'More' });
  const print = page.getByRole('button', { name: 'Print' });
  const leavings = [
    () => page.keyboard.press('Escape'),
    () => page.getByText('Do not drive yourself home').click(),
    () => question.focus(),
  ];
  for (const leave of leavings) {
    await more.click();
    await print.waitFor();
    await leave();
    await print.waitFor({ state: 'hidden' });
    expect(await more.getAttribute('aria-expanded')).toBe('false');
  }
  await more.click();
  await page.keyboard.press('Escape');
  await more.and(page.locator(':focus')).waitFor();
  await close();
});

test('without a connection nothing is erased, and the patient is told', async () => {
  const { page, context, chat, close } = await anAnswered();
  const secret = await secretOf(page);
  await context.setOffline(true);
  await chooseFromMenu(page, 'Erase my chat');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('This did not work, and your chat is not erased.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByRole('article').count()).toBe(2);
  expect(await secretOf(page)).toBe(secret);
  expect((await chat.conversation(secret)).messages).toHaveLength(2);
  await close();
});

test('a patient saves the conversation as a text file, made on the device', async () => {
  const { page, context, close } = await anAnswered();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'More' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a text file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('can I drive?');
  expect(text).toContain('Spravato prescribing information, section 17, Janssen');
  await close();
});

test('on paper stands the conversation alone, with its sources open', async () => {
  const { page, close } = await open({
    path: '/site',
    colorScheme: 'dark',
    before: async (page) => {
      await page.addInitScript('window.print = () => { window.printed = true; };');
    },
  });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await ask(page, 'can I drive?');
  await page.getByText('Sources and review date').waitFor();
  await chooseFromMenu(page, 'Print');
  expect(await page.evaluate('window.printed')).toBe(true);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const shown = (text: string) => page.getByText(text).first().isVisible();
  expect(await shown('Do not drive yourself home')).toBe(true);
  expect(await shown('Janssen')).toBe(true);
  expect(await shown('I am a bot, not a doctor.')).toBe(true);
  for (const text of ['Words of the clinic.', 'Leave now', 'Send', 'Did this help?'])
    expect({ text, shown: await shown(text) }).toEqual({ text, shown: false });
  const ink = `getComputedStyle(document.querySelector('askwell-chat').shadowRoot.querySelector('.log')).color`;
  expect(await page.evaluate(ink)).toBe('rgb(22, 41, 44)');
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  await page.emulateMedia({ media: 'screen' });
  expect(await shown('Words of the clinic.')).toBe(true);
  expect(await shown('Janssen')).toBe(false);
  await close();
});

test.each(['light', 'dark'] as const)(
  'menu and windows of the %s chat hold nothing that axe objects to',
  async (colorScheme) => {
    const { page, chat, close } = await anAnswered({
      colorScheme,
      viewport: { width: 360, height: 740 },
    });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Print' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'What is kept' }).click();
    await page.getByRole('heading', { name: 'Leaving in a hurry' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await chat.staffJoin(ANA, await secretOf(page), { urgency: 'urgent' });
    await chooseFromMenu(page, 'Erase my chat');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText("We can't erase this chat yet.").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await close();
  },
);
