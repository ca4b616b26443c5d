import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { aChatPage, ask, focusByTab, listen, seriousFindings } from '../support/chat-page.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const PHONE = { width: 360, height: 740 };

const { open } = aChatPage();

function secretOf(page: Page): Promise<string> {
  return page.evaluate('JSON.parse(Object.values(localStorage)[0]).conversation');
}

/** The buttons under the answers, in order. */
function helped(page: Page, name: string) {
  return page.getByRole('group', { name: 'Did this help?' }).getByRole('button', { name });
}

/** A patient who has read the answer about driving. */
async function anAnswered(options?: Parameters<typeof open>[0]) {
  const opened = await open(options);
  await ask(opened.page, 'can I drive?');
  await helped(opened.page, 'Yes').waitFor();
  return opened;
}

test('a patient says by keyboard alone that an answer did not help, and hears the thanks once', async () => {
  const { page, problems, close } = await anAnswered();
  const { heard } = await listen(page);
  await focusByTab(page, 'No', 'Shift+Tab');
  await page.keyboard.press('Space');
  await page.getByText('Thank you for telling us.').waitFor();
  const no = helped(page, 'No').and(page.locator('[aria-pressed=true]'));
  await no.and(page.locator(':focus')).waitFor();
  expect(await helped(page, 'Yes').getAttribute('aria-pressed')).toBe('false');
  const said = await heard();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('Thank you for telling us.');
  expect(problems).toEqual([]);
  await close();
});

test('who thinks again changes the answer by keyboard, and only one button is pressed', async () => {
  const { page, chat, close } = await anAnswered();
  await focusByTab(page, 'No', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await helped(page, 'No').and(page.locator('[aria-pressed=true]')).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await helped(page, 'Yes').and(page.locator('[aria-pressed=true]')).waitFor();
  expect(await page.locator('[aria-pressed=true]').count()).toBe(1);
  const { messages } = await chat.conversation(await secretOf(page));
  expect(messages[1]?.feedback?.helped).toBe(true);
  await close();
});

test('what was pressed is still shown after a reload, and is not announced again', async () => {
  const { page, close } = await anAnswered();
  await helped(page, 'Yes').click();
  await page.getByText('Thank you for telling us.').waitFor();
  await page.reload();
  await helped(page, 'Yes').and(page.locator('[aria-pressed=true]')).waitFor();
  await page.locator('[role=log][aria-live=polite]').waitFor();
  expect(await page.getByText('Thank you for telling us.').count()).toBe(1);
  await close();
});

test('a press while the line is lost is kept and sent once when the patient is back', async () => {
  const frames: string[] = [];
  const { page, context, chat, close } = await anAnswered({
    before: async (page) => {
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => frames.push(String(payload))),
      );
    },
  });
  await context.setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await helped(page, 'No').click();
  await helped(page, 'No').and(page.locator('[aria-pressed=true]')).waitFor();
  await page.getByText('Not sent yet').waitFor();
  await context.setOffline(false);
  await page.getByText('Thank you for telling us.').waitFor();
  await page.getByText('Not sent yet').waitFor({ state: 'detached' });
  expect(frames.filter((frame) => frame.includes('"feedback"'))).toHaveLength(1);
  const { messages } = await chat.conversation(await secretOf(page));
  expect(messages[1]?.feedback?.helped).toBe(false);
  await close();
});

test('a patient whose network lets no WebSocket through presses, and sees that staff write', async () => {
  const { page, chat, close } = await anAnswered({
    before: (page) => page.routeWebSocket('**/api/chat/ws', (socket) => socket.close()),
  });
  await helped(page, 'Yes').click();
  await page.getByText('Thank you for telling us.').waitFor();
  expect(await helped(page, 'Yes').getAttribute('aria-pressed')).toBe('true');
  const ticket = await chat.staffJoin(ANA, await secretOf(page));
  await page.getByText('A member of our staff has this chat.').waitFor();
  ticket.writes();
  await page.getByText('A member of our staff is writing.').waitFor();
  await close();
});

test('"Talk to a person" under an answer says so in the chat, and reaches staff', async () => {
  const { page, chat, close } = await anAnswered();
  await focusByTab(page, 'Talk to a person', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('I have passed this to our staff.').waitFor();
  expect(await page.getByRole('article').nth(2).textContent()).toContain('Talk to a person');
  expect(await helped(page, 'Talk to a person').getAttribute('aria-pressed')).toBe('true');
  expect(chat.turns).toHaveLength(2);
  await close();
});

test('a button that is pressed can be read with the pointer on it', async () => {
  const { page, close } = await anAnswered();
  const yes = helped(page, 'Yes').and(page.locator('[aria-pressed=true]'));
  await helped(page, 'Yes').click();
  await page.getByText('Thank you for telling us.').waitFor();
  await yes.hover();
  const colours = `(() => { const { color, backgroundColor } = getComputedStyle(
    document.querySelector('askwell-chat').shadowRoot.querySelector('[aria-pressed=true]:hover'));
    return [color, backgroundColor]; })()`;
  expect(new Set(await page.evaluate<string[]>(colours)).size).toBe(2);
  await close();
});

test('a press that cannot be stored says so, and can be made again', async () => {
  const { page, chat, close } = await anAnswered();
  chat.fillDisk();
  await helped(page, 'Yes').click();
  await page.getByText('This was not received.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await helped(page, 'Talk to a person').click();
  await page.getByText('I could not reach our staff.').waitFor();
  await close();
});

test('a menu can still be picked from after a press under an earlier answer', async () => {
  const { page, chat, close } = await anAnswered();
  await ask(page, 'hm');
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  await helped(page, 'Yes').click();
  await page.getByText('Thank you for telling us.').waitFor();
  await page.getByRole('button', { name: 'Driving and getting home' }).click();
  await expect.poll(() => chat.turns.map(({ text }) => text)).toEqual(['can I drive?', 'hm', '4']);
  await close();
});

test('staff who write are shown and announced once, and gone after their time', async () => {
  const signs: unknown[] = [];
  const { page, chat, close } = await anAnswered({
    before: async (page) => {
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => {
          if (String(payload).includes('"writing"')) signs.push(payload);
        }),
      );
      await page.clock.install();
    },
  });
  const ticket = await chat.staffJoin(ANA, await secretOf(page));
  await page.getByText('A member of our staff has this chat.').waitFor();
  const { heard } = await listen(page);
  const writing = page.getByRole('status').getByText('A member of our staff is writing.');
  ticket.writes();
  await writing.waitFor();
  await page.clock.runFor(4000);
  ticket.writes();
  await expect.poll(() => signs.length).toBe(2);
  await page.clock.runFor(4000);
  expect(await writing.isVisible()).toBe(true);
  await page.clock.runFor(2000);
  await writing.waitFor({ state: 'detached' });
  expect(await heard()).toEqual(['A member of our staff is writing.']);
  await close();
});

test('the words of staff take the place of the sign that they write, and it hides nothing', async () => {
  const { page, chat, close } = await anAnswered({ viewport: { width: 360, height: 560 } });
  const secret = await secretOf(page);
  const ticket = await chat.staffJoin(ANA, secret);
  await page.getByText('A member of our staff has this chat.').waitFor();
  const last = page.getByRole('group', { name: 'Did this help?' });
  const log = page.getByRole('log');
  await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  ticket.writes();
  await page.getByText('A member of our staff is writing.').waitFor();
  const [buttons, frame] = [await last.boundingBox(), await log.boundingBox()];
  const bottomOf = (box: typeof frame) => (box ? box.y + box.height : Number.NaN);
  expect(bottomOf(buttons)).toBeLessThanOrEqual(bottomOf(frame));
  await chat.staffSays('I am here.', ANA, secret);
  await page.getByText('I am here.').waitFor();
  expect(await page.getByText('A member of our staff is writing.').count()).toBe(0);
  await close();
});

test.each(['light', 'dark'] as const)(
  'buttons that are pressed and not, and a person who writes, hold nothing that axe objects to on a %s phone',
  async (colorScheme) => {
    const { page, chat, close } = await anAnswered({ colorScheme, viewport: PHONE });
    await helped(page, 'Yes').click();
    await page.getByText('Thank you for telling us.').waitFor();
    const ticket = await chat.staffJoin(ANA, await secretOf(page));
    await page.getByText('A member of our staff has this chat.').waitFor();
    ticket.writes();
    await page.getByText('A member of our staff is writing.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(360);
    for (const name of ['Yes', 'No', 'Talk to a person']) {
      const box = await helped(page, name).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    }
    await close();
  },
);
