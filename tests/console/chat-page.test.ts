import { expect, test } from 'vitest';
import { StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { aChatPage, ask, focusByTab, seriousFindings } from '../support/chat-page.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const KEPT_SECRET = 'JSON.parse(Object.values(localStorage)[0]).conversation';

const { open } = aChatPage();

test('a patient asks by keyboard alone, reads the reply, and opens its sources', async () => {
  const { page, problems, close } = await open();
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  await focusByTab(page, 'Your question');
  await page.keyboard.type('can I drive home after my infusion?');
  await page.keyboard.press('Enter');
  const log = page.getByRole('log');
  await log.getByRole('heading', { name: 'Driving after treatment' }).waitFor();
  expect(await log.getByText('Sample answer: not yet approved by a clinician').isVisible()).toBe(
    true,
  );
  expect(await log.getByText('I am a bot, not a doctor.').isVisible()).toBe(true);
  expect(await log.getByText('Janssen').isVisible()).toBe(false);
  await focusByTab(page, 'Sources and review date', 'Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await log.getByText('Janssen').isVisible()).toBe(true);
  expect(await log.getByText('Nov 22, 2027').isVisible()).toBe(true);
  expect(problems).toEqual([]);
  await close();
});

test.each(['light', 'dark'] as const)(
  'the %s page holds nothing that axe objects to and fits a phone',
  async (colorScheme) => {
    const { page, chat, close } = await open({
      colorScheme,
      viewport: { width: 360, height: 740 },
    });
    await ask(page, 'can I drive?');
    await page.getByText('Sources and review date').click();
    await chat.staffSays('I am here.', ANA, await page.evaluate(KEPT_SECRET));
    await ask(page, 'hm');
    await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const width = await page.evaluate('document.scrollingElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
    await close();
  },
);

test('emergency numbers stay in reach and can be tapped', async () => {
  const { page, close } = await open({ viewport: { width: 360, height: 640 } });
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  const help = page.getByRole('navigation', { name: 'Urgent help' });
  for (const number of ['911', '988']) {
    const link = help.getByRole('link', { name: number });
    expect(await link.getAttribute('href')).toBe(`tel:${number}`);
    expect(await link.isVisible()).toBe(true);
  }
  await close();
});

test('a patient who reloads finds the conversation, and it is not announced again', async () => {
  const { page, chat, close } = await open();
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  await page.reload();
  await page.getByText('Do not drive yourself home').waitFor();
  expect(await page.getByRole('article').count()).toBe(2);
  await page.locator('[role=log][aria-live=polite]').waitFor();
  expect(chat.turns).toHaveLength(1);
  await close();
});

test('a message written offline is kept and sent once when the patient is back', async () => {
  const { page, context, chat, close } = await open();
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  await context.setOffline(true);
  await ask(page, 'how many mg?');
  await page.getByText('You are offline.').waitFor();
  await page.getByText('Not sent yet').waitFor();
  await context.setOffline(false);
  await page.getByText('I have passed this to our staff.').waitFor();
  await page.getByText('Not sent yet').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('I have passed this to our staff.').waitFor();
  expect(chat.turns.map(({ text }) => text)).toEqual(['can I drive?', 'how many mg?']);
  await close();
});

test('a patient whose network lets no WebSocket through is answered and reached by staff', async () => {
  const { page, chat, close } = await open({
    before: (page) => page.routeWebSocket('**/api/chat/ws', (socket) => socket.close()),
  });
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  await chat.staffSays('I am here.', ANA, await page.evaluate(KEPT_SECRET));
  await page.getByText('I am here.').waitFor();
  expect(chat.turns).toHaveLength(1);
  await close();
});

test('a patient picks from a menu by button and reads back what was picked', async () => {
  const { page, chat, question, close } = await open();
  await ask(page, 'hm');
  await page.getByRole('button', { name: 'Driving and getting home' }).click();
  await expect.poll(() => chat.turns.map(({ text }) => text)).toEqual(['hm', '4']);
  await page.getByRole('article').nth(3).waitFor();
  expect(await page.getByRole('article').nth(2).textContent()).toContain(
    'Driving and getting home',
  );
  await question.and(page.locator(':focus')).waitFor();
  await close();
});

test('the words of staff arrive without a reload, signed', async () => {
  const { page, chat, close } = await open();
  await ask(page, 'how many mg?');
  await page.getByText('I have passed this to our staff.').waitFor();
  await chat.staffSays('I will call you before noon.', ANA, await page.evaluate(KEPT_SECRET));
  const article = page.getByRole('article').filter({ hasText: 'I will call you before noon.' });
  await article.waitFor();
  expect(await article.textContent()).toContain('Ana, clinic support staff');
  await close();
});

test('a patient is told when the message could not be stored, and can send it again', async () => {
  const { page, chat, close } = await open();
  chat.fillDisk();
  await ask(page, 'how many mg?');
  await page.getByText('This was not received.').waitFor();
  expect(await page.getByText('If too much was taken').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  await close();
});

test('on a page of the clinic the chat opens from its button, takes the focus, and gives it back', async () => {
  const { page, question, close } = await open({ path: '/site', locale: 'en-US' });
  const launcher = page.getByRole('button', { name: 'Ask a question' });
  await launcher.click();
  await page.getByRole('dialog').waitFor();
  await question.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await launcher.and(page.locator(':focus')).waitFor();
  await close();
});

test('a reader of Spanish meets a page in Spanish', async () => {
  const { page, close } = await open({ locale: 'es-MX' });
  await page.getByRole('button', { name: 'Hablar con una persona' }).first().waitFor();
  expect(await page.getByText('Soy un bot, no un médico.').isVisible()).toBe(true);
  await close();
});
