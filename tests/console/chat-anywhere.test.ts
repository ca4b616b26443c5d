import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { StaffId } from '../../src/domain/ids.ts';
import type { Signature } from '../../src/domain/staff.ts';
import { aChatPage, aSite, ask, listen } from '../support/chat-page.ts';

const ANA: Signature = {
  id: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
  firstName: 'Ana',
  role: 'responder',
};
const MOST_BYTES = 30 * 1024;
const PHONE = { width: 360, height: 740 };

const { open, script } = aChatPage();

/** Another host that shows the chat. It names the chat's server in its policy, and allows nothing else at all. */
async function aStrictSite(html: (chatUrl: string) => string) {
  let chatUrl = '';
  const app = Fastify();
  app.get('/', (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        `default-src 'none'; script-src ${chatUrl}; connect-src ${chatUrl} ${chatUrl.replace('http', 'ws')}; frame-src ${chatUrl}; base-uri 'none'; form-action 'none'`,
      )
      .type('text/html')
      .send(html(chatUrl)),
  );
  const url = await app.listen({ port: 0 });
  onTestFinished(() => app.close());
  return {
    url,
    pointAt: (other: string) => {
      chatUrl = other;
    },
  };
}

test('the script is at most 30 kB on its way to the patient', () => {
  const bytes = gzipSync(script(), { level: 9 }).length;
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(bytes).toBeGreaterThan(MOST_BYTES / 10);
});

test('the chat asks nothing of anyone but its own server', async () => {
  const hosts = new Set<string>();
  const { page, url, close } = await open({
    before: async (page) => {
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    },
  });
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  expect([...hosts]).toEqual([url]);
  await close();
});

test.each(['a WebSocket', 'polling'])(
  'on a page of another host with the strictest policy a patient is answered over %s',
  async (way) => {
    const site = await aStrictSite((server) => aSite({ server }));
    const { page, url, problems, close } = await open({
      server: { allowedOrigins: [site.url] },
      before: async (page) => {
        if (way === 'polling')
          await page.routeWebSocket('**/api/chat/ws', (socket) => socket.close());
      },
    });
    site.pointAt(url);
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await ask(page, 'can I drive?');
    await page.getByText('Do not drive yourself home').waitFor();
    const panel = page.getByRole('dialog', { name: 'Sample Clinic' });
    expect((await panel.boundingBox())?.width).toBeLessThan(500);
    expect(problems).toEqual([]);
    await close();
  },
);

test('a patient is answered in a frame on a page of another host, even where the frame may store nothing', async () => {
  const site = await aStrictSite(
    (server) =>
      `<!doctype html><title>Clinic</title><iframe title="Chat" width="400" height="600" sandbox="allow-scripts allow-same-origin" src="${server}/"></iframe>`,
  );
  const { page, url, close } = await open({
    before: (page) =>
      page.addInitScript(
        `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })`,
      ),
  });
  site.pointAt(url);
  await page.goto(site.url);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('textbox', { name: 'Your question' }).fill('can I drive?');
  await page.keyboard.press('Enter');
  await frame.getByText('Do not drive yourself home').waitFor();
  await close();
});

test('what was written while the server was away is kept over a reload and sent once, in order', async () => {
  let isAway = false;
  const { page, chat, close } = await open({
    before: async (page) => {
      await page.route('**/api/chat/**', (route) => (isAway ? route.abort() : route.continue()));
      await page.routeWebSocket('**/api/chat/ws', (socket) =>
        isAway ? socket.close() : void socket.connectToServer(),
      );
    },
  });
  isAway = true;
  await page.reload();
  const said = ['first: can I drive?', 'second: how many mg?', 'third: hm'];
  for (const text of said) await ask(page, text);
  await expect.poll(() => page.getByText('Not sent yet').count()).toBe(3);
  await page.reload();
  await expect.poll(() => page.getByText('Not sent yet').count()).toBe(3);
  isAway = false;
  await page.getByRole('article').nth(5).waitFor();
  await page.getByText('Not sent yet').first().waitFor({ state: 'detached' });
  expect(chat.turns.map(({ text }) => text)).toEqual(said);
  await close();
});

test('who opens the chat while the server is away reads whom to call, and the rest once it is back', async () => {
  let isAway = true;
  const { page, close } = await open({
    before: (page) =>
      page.route('**/api/chat/welcome*', (route) => (isAway ? route.abort() : route.continue())),
  });
  await page.getByText('The chat could not be loaded.').waitFor();
  const help = page.getByRole('navigation', { name: 'Urgent help' });
  expect(await help.textContent()).toContain('555-0199');
  expect(await page.getByRole('button', { name: 'Talk to a person' }).isVisible()).toBe(true);
  isAway = false;
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  await close();
});

test('a screen reader hears an answer whole and once, and not what the patient wrote', async () => {
  const { page, close } = await open();
  await ask(page, 'hm');
  await page.getByText('I am not sure what you mean.').waitFor();
  const { heard } = await listen(page);
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  const said = await heard();
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/Driving after treatment.*full night of sleep.*I am a bot, not a doctor/);
  await close();
});

test('who stands on a choice that is withdrawn goes on where one writes', async () => {
  const { page, question, chat, close } = await open();
  await ask(page, 'hm');
  await page.getByRole('button', { name: 'Driving and getting home' }).focus();
  const secret = await page.evaluate<string>(
    'JSON.parse(Object.values(localStorage)[0]).conversation',
  );
  await chat.staffSays('I am here.', ANA, secret);
  await page.getByText('I am here.').waitFor();
  await question.and(page.locator(':focus')).waitFor();
  await close();
});

test('on a phone no keyboard comes up until the patient wants to write', async () => {
  const { page, question, close } = await open({ path: '/site', hasTouch: true, isMobile: true });
  await page.getByRole('button', { name: 'Ask a question' }).tap();
  const log = page.getByRole('log');
  await log.and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Driving and getting home' }).tap();
  await page.getByRole('article').nth(1).waitFor();
  await log.and(page.locator(':focus')).waitFor();
  await question.tap();
  await page.keyboard.type('hm');
  await page.keyboard.press('Enter');
  await page.getByRole('article').nth(3).waitFor();
  await question.and(page.locator(':focus')).waitFor();
  await close();
});

test('a patient who has closed the chat sees and hears that staff wrote', async () => {
  const { page, chat, close } = await open({ path: '/site' });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  await page.getByRole('button', { name: 'Close chat' }).click();
  await page.getByRole('button', { name: 'Ask a question' }).waitFor();
  const secret = await page.evaluate<string>(
    'JSON.parse(Object.values(localStorage)[0]).conversation',
  );
  const { heard } = await listen(page);
  await chat.staffSays('I am here.', ANA, secret);
  await page.getByRole('button', { name: 'Ask a question 1 new' }).click();
  await page.getByText('I am here.').waitFor();
  expect((await heard())[0]).toBe('1 new');
  await close();
});

test('on a page that is read from right to left the chat stands on the left, its English is as ever', async () => {
  const site = aSite({ html: 'dir="rtl"' });
  const { page, close } = await open({
    path: '/site',
    site,
    viewport: { width: 1024, height: 740 },
  });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  const panel = await page.getByRole('dialog').boundingBox();
  expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThan(512);
  const own = await page.getByText('can I drive?').boundingBox();
  const send = await page.getByRole('button', { name: 'Send' }).boundingBox();
  expect(Math.abs((own?.x ?? 0) - (send?.x ?? 0))).toBeLessThan(40);
  const direction = `getComputedStyle(document.querySelector('askwell-chat').shadowRoot.querySelector('.bot .bubble')).direction`;
  expect(await page.evaluate(direction)).toBe('ltr');
  await close();
});

test('a clinic sets theme and colours, whatever the system prefers', async () => {
  const { page, close } = await open({ colorScheme: 'light' });
  const colours = (theme: string) =>
    page.evaluate(`(() => {
      const chat = document.querySelector('askwell-chat');
      chat.setAttribute('theme', '${theme}');
      chat.style.setProperty('--askwell-accent', 'rgb(1, 2, 3)');
      const style = (selector) => getComputedStyle(chat.shadowRoot.querySelector(selector));
      return [style('.top').backgroundColor, style('.send').backgroundColor];
    })()`);
  expect(await colours('dark')).toEqual(['rgb(22, 41, 44)', 'rgb(1, 2, 3)']);
  expect(await colours('light')).toEqual(['rgb(255, 255, 255)', 'rgb(1, 2, 3)']);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await colours('light')).toEqual(['rgb(255, 255, 255)', 'rgb(1, 2, 3)']);
  await close();
});

test.each([
  ['a phone', PHONE],
  ['a window of 1280 by 720 at 200 %', { width: 640, height: 360 }],
  ['a small window at 400 %', { width: 320, height: 256 }],
])('on %s everything is in reach, and nothing is pushed out sideways', async (_name, viewport) => {
  const { page, question, close } = await open({ viewport });
  await ask(page, 'can I drive?');
  await page.getByText('Sources and review date').click();
  const sideways = `[document.scrollingElement, ...document.querySelector('askwell-chat').shadowRoot.querySelectorAll('.panel, .log')].map((e) => e.scrollWidth - e.clientWidth)`;
  expect(await page.evaluate(sideways)).toEqual([0, 0, 0]);
  for (const control of [
    page.getByRole('link', { name: '911 Emergency' }),
    page.getByRole('button', { name: 'Leave now' }),
    page.getByRole('button', { name: 'More' }),
    question,
    page.getByRole('button', { name: 'Send' }),
    page.getByRole('button', { name: 'Talk to a person' }).last(),
  ])
    await control.click({ trial: true });
  const log = await page.getByRole('log').boundingBox();
  expect(log?.height).toBeGreaterThan(120);
  await close();
});

test('each control is at least 24 pixels wide and high', async () => {
  const { page, close } = await open({ path: '/site', viewport: PHONE });
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await ask(page, 'can I drive?');
  await page.getByRole('button', { name: 'Yes' }).waitFor();
  await ask(page, 'hm');
  await page.getByRole('button', { name: 'Driving and getting home' }).waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  const small = await page.evaluate(`[...document.querySelector('askwell-chat').shadowRoot
    .querySelectorAll('button, summary, textarea, nav a')]
    .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([text]) => text)`);
  expect(small).toEqual([]);
  await close();
});

test('where a keyboard lies over the page the chat stays above it', async () => {
  const { page, question, close } = await open({
    viewport: PHONE,
    before: (page) =>
      page.addInitScript(`
        window.screenLeft_ = Object.assign(new EventTarget(), { height: 740, offsetTop: 0, scale: 1 });
        Object.defineProperty(window, 'visualViewport', { get: () => window.screenLeft_ });`),
  });
  const resize = (change: string) =>
    page.evaluate(
      `Object.assign(visualViewport, ${change}); visualViewport.dispatchEvent(new Event('resize'))`,
    );
  const bottom = async () => {
    const box = await question.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await resize('{ height: 420, offsetTop: 30 }');
  expect(await bottom()).toBeLessThan(450);
  const help = page.getByRole('link', { name: '911 Emergency' });
  expect((await help.boundingBox())?.y).toBeGreaterThanOrEqual(30);
  await resize('{ height: 370, offsetTop: 0, scale: 2 }'); // zoomed in, no keyboard
  expect(await bottom()).toBeGreaterThan(600);
  await resize('{ height: 740, offsetTop: 0, scale: 1 }');
  expect(await bottom()).toBeGreaterThan(600);
  await close();
});

test('nothing moves by itself for who wants no motion', async () => {
  const { page, close } = await open({ reducedMotion: 'reduce', path: '/site' });
  await page.getByRole('button', { name: 'Ask a question' }).waitFor();
  const moves = `[...document.querySelector('askwell-chat').shadowRoot.querySelectorAll('*')]
    .map((e) => getComputedStyle(e)).filter(({ transitionDuration: t, animationDuration: a }) => t !== '0s' || a !== '0s').length`;
  expect(await page.evaluate(moves)).toBe(0);
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  expect(await page.evaluate(moves)).toBe(0);
  await close();
});

test('with forced colours a message still has its frame, and a pressed button its mark', async () => {
  const { page, close } = await open({ forcedColors: 'active' });
  await ask(page, 'can I drive?');
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByText('Thank you for telling us.').waitFor();
  const border = (selector: string) =>
    page.evaluate(
      `getComputedStyle(document.querySelector('askwell-chat').shadowRoot.querySelector("${selector}")).borderTopWidth`,
    );
  expect(await border('.patient .bubble')).toBe('1px');
  expect(await border('[aria-pressed=true]')).toBe('3px');
  await close();
});

test('what is being read does not jump when staff write and a message arrives', async () => {
  const { page, chat, close } = await open({ viewport: PHONE });
  await ask(page, 'can I drive?');
  await page.getByText('Do not drive yourself home').waitFor();
  const secret = await page.evaluate<string>(
    'JSON.parse(Object.values(localStorage)[0]).conversation',
  );
  const ticket = await chat.staffJoin(ANA, secret);
  await page.getByText('A member of our staff has this chat.').waitFor();
  await page.evaluate(`window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifted += value;
    }).observe({ type: 'layout-shift', buffered: false })`);
  const writing = page.getByText('A member of our staff is writing.');
  ticket.writes();
  await writing.waitFor();
  for (const words of ['I am here.', 'How can I help you today?', 'One moment, please.']) {
    await chat.staffSays(words, ANA, secret);
    await page.getByText(words).waitFor();
  }
  expect(await writing.isVisible()).toBe(false);
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))');
  expect(await page.evaluate('window.shifted')).toBe(0);
  await close();
});
