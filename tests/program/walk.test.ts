import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, test } from 'vitest';
import { hireStaff, PASSWORD } from '../chaos/people/hire-staff.ts';
import { launchBrowser } from '../support/browser.ts';
import { aFolder, postMessage, type Serving, serveAskwell } from '../support/program.ts';
import { BOT_TOKEN, openSlackEmulator, SIGNING_SECRET } from '../support/slack-emulator.ts';
import { slackPeople } from '../support/slack-people.ts';
import { aTranscript, buttonsOf } from '../support/walk-transcript.ts';
import { aMention } from '../unit/slack/slack-kit.ts';

const STEP_MS = 20_000;
const DOSE = 'how many sprays should i take';
const ABOUT =
  'What each person reads, word for word, in the order in which it happens. `tests/program/walk.test.ts` walks this way through the real program, with an emulated Slack and a real browser, and compares; times are left out.';

/** As the chat writes it. */
const CLOCK_TIME = /\d{1,2}:\d{2}\s[AP]M\n/;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The program with Slack, at hours when staff are there, and Ana and Ben on call. */
async function aClinic() {
  const slack = await openSlackEmulator();
  const serving = await serveAskwell({
    DATA_DIR: aFolder(),
    OPENING_HOURS: '24/7',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SLACK_PATIENT_CHANNELS: slack.community,
  });
  onTestFinished(async () => {
    serving.child.kill('SIGTERM');
    await serving.ended;
    await slack.close();
  });
  const { url, setupLink = '' } = serving;
  await hireStaff({ url, setupLink, up: async () => {} }, slack);
  return { slack, serving, people: slackPeople(slack, serving.url) };
}

async function aPage({ url }: Serving, path: string, look: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US', ...look });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  await page.goto(path);
  return page;
}

async function signIn(serving: Serving, login: string, look: BrowserContextOptions = {}) {
  const page = await aPage(serving, '/console/desk', look);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  return page;
}

async function ask(patient: Page, question: string): Promise<void> {
  await patient.getByRole('textbox').fill(question);
  await patient.keyboard.press('Enter');
}

/** Kept where `WALK_SCREENSHOTS` says, if it does. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.WALK_SCREENSHOTS;
  if (!folder) return;
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test('a dose question goes from a Slack channel to the staff channel and back', async () => {
  const { slack, serving, people } = await aClinic();
  const walk = aTranscript('slack-to-staff-and-back.md', {
    title: 'A dose question: from a Slack channel to the staff channel and back',
    about: ABOUT,
  });
  const [pat, ana] = [slack.user('pat'), slack.user('ana')];
  const inPrivate = await slack.directChannel(pat);
  const mention = aMention({ user: pat, channel: slack.community, text: DOSE });

  walk.does('Pat', `writes in #community: @Askwell ${DOSE}`);
  await people.event(mention);
  await people.until(slack.community, 'I sent you a private message');
  for (const { text } of await slack.messages(slack.community)) {
    walk.reads('In the thread in #community', text);
  }
  await people.until(inPrivate, 'I have passed this to our staff.');
  for (const { text } of await slack.messages(inPrivate)) {
    walk.reads('In direct messages, to Pat alone', text);
  }
  const card = await people.until(slack.staffChannel, 'nobody has it yet');
  walk.reads('In #staff, a card without a word of Pat’s', card.text, buttonsOf(card));

  walk.does('Ana', 'presses Claim on the card.');
  await people.press(ana, 'ticket_claim', 1);
  const claimed = await people.until(slack.staffChannel, 'with Ana');
  walk.reads('The same card', claimed.text, buttonsOf(claimed));
  walk.reads('To Pat', (await people.until(inPrivate, 'has joined this chat')).text);

  walk.does('Ana', 'presses Send to patient, writes, and sees what Pat will read:');
  const text = 'Please take nothing more until we have talked. I call you at noon.';
  const window = await people.write(ana, { number: 1, text });
  walk.reads('In the window', window.preview);
  walk.does('Ana', 'presses Send.');
  await window.send();
  walk.reads('To Pat', (await people.until(inPrivate, 'I call you at noon')).text);
  const answered = await people.until(slack.staffChannel, 'answered by Ana');
  walk.reads('The card', answered.text, buttonsOf(answered));

  walk.does('Pat', 'writes in direct messages: thanks, i wait for your call');
  const { event, ...envelope } = mention;
  const ts = `${Number.parseInt(event.ts, 10) + 60}.000100`;
  const thanks = { ts, event_ts: ts, user: pat, text: 'thanks, i wait for your call' };
  await people.event({
    ...envelope,
    event_id: 'EvThanks',
    event: { type: 'message', channel: inPrivate, channel_type: 'im', ...thanks },
  });
  await people.until(slack.staffChannel, 'with Ana');
  walk.does('Askwell', 'says nothing: Ana has the conversation.');

  walk.does('Ana', 'opens the ticket in the console. There she reads:');
  const desk = await signIn(serving, 'ana', { viewport: { width: 1280, height: 900 } });
  await desk.getByRole('link', { name: /Dose question/ }).click();
  await desk.getByText('thanks, i wait for your call').first().waitFor();
  await shot(desk, 'slack-ticket-1280');
  walk.reads('The heading', await desk.getByRole('heading', { level: 1 }).innerText());
  walk.does('Ana', 'presses Resolve, and says yes.');
  await desk.getByRole('button', { name: 'Resolve' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  walk.reads('To Pat', (await people.until(inPrivate, 'have left this chat')).text);
  const done = await people.until(slack.staffChannel, 'resolved by Ana');
  walk.reads('The card', done.text, buttonsOf(done));
  walk.isAsWritten();
}, 120_000);

test('a dose question goes from the web chat to Slack and back', async () => {
  const { slack, serving, people } = await aClinic();
  const walk = aTranscript('web-to-slack-and-back.md', {
    title: 'A dose question: from the web chat to Slack and back',
    about: ABOUT,
  });
  const ben = slack.user('ben');
  const patient = await aPage(serving, '/', { viewport: { width: 760, height: 900 } });
  const log = patient.getByRole('log');
  const said = async (words: string) => {
    await log.getByText(words).last().waitFor();
    return (await log.getByRole('article').last().innerText()).replace(CLOCK_TIME, '');
  };

  walk.does('A patient', 'asks in the web chat: can i drive home after my infusion?');
  await ask(patient, 'can i drive home after my infusion?');
  walk.reads('The chat', await said('Do not drive yourself home.'));
  walk.does('The patient', `asks: ${DOSE}`);
  await ask(patient, DOSE);
  walk.reads('The chat', await said('I have passed this to our staff.'));
  await shot(patient, 'chat-760');
  const card = await people.until(slack.staffChannel, 'nobody has it yet');
  walk.reads('In #staff, a card without a word of the patient’s', card.text, buttonsOf(card));

  walk.does('Ben', 'presses Claim on the card.');
  await people.press(ben, 'ticket_claim', 1);
  walk.reads('The chat', await said('has joined this chat'));

  walk.does('Ben', 'presses Send to patient, writes, reads the preview, and presses Send.');
  const text = 'Please call us at the clinic; a nurse looks at your plan with you.';
  const window = await people.write(ben, { number: 1, text });
  await window.send();
  walk.reads('The chat', await said('looks at your plan with you'));
  const answered = await people.until(slack.staffChannel, 'answered by Ben');
  walk.reads('The card', answered.text, buttonsOf(answered));

  walk.does('The patient', 'writes: ok, i will call. The bot keeps silent: Ben has the chat.');
  await ask(patient, 'ok, i will call');
  await people.until(slack.staffChannel, 'with Ben');
  await shot(patient, 'chat-staff-760');

  walk.does('Ben', 'presses Resolve on the card.');
  await people.press(ben, 'ticket_resolve', 1);
  walk.reads('The chat', await said('have left this chat'));
  const done = await people.until(slack.staffChannel, 'resolved by Ben');
  walk.reads('The card', done.text, buttonsOf(done));
  walk.isAsWritten();
}, 120_000);

test.runIf(process.env.WALK_SCREENSHOTS)(
  'a busy desk looks like this',
  async () => {
    const { serving } = await aClinic();
    for (const text of [
      'can i talk to a person please',
      'how far apart are the sessions',
      'can i take my sumatriptan the same day',
      'been throwing up since my infusion yesterday',
      'my chest hurts really bad since the infusion an hour ago',
      'my doc said 2 but i feel like thats low',
    ])
      await postMessage(serving.url, { text });

    const desk = await signIn(serving, 'ana', { viewport: { width: 1280, height: 900 } });
    await desk.getByRole('link', { name: /Possible emergency/ }).waitFor();
    await shot(desk, 'desk-1280');
    await desk.getByRole('link', { name: /my doc said/ }).click();
    await desk.getByRole('button', { name: 'Claim', exact: true }).first().click();
    await desk.getByRole('log').getByText('has joined this chat').waitFor();
    const box = desk.getByLabel('Write to the patient', { exact: true }).last();
    await box.fill('Please take nothing more until we have talked. I call you at noon.');
    const preview = desk.getByRole('region', { name: 'What the patient will read' });
    await preview.getByText('I call you at noon.').waitFor();
    await desk.evaluate('scrollTo(0, 0)');
    await shot(desk, 'ticket-1280');
    const dark = { colorScheme: 'dark' } as const;
    await desk.emulateMedia(dark);
    await shot(desk, 'ticket-dark-1280');
    const phone = { viewport: { width: 360, height: 740 } };
    const onCall = await signIn(serving, 'ben', phone);
    await onCall.getByRole('link', { name: /Possible emergency/ }).waitFor();
    await shot(onCall, 'desk-360');
    await onCall.getByRole('link', { name: /Possible emergency/ }).click();
    await onCall.getByRole('heading', { name: /Possible emergency/ }).waitFor();
    await shot(onCall, 'ticket-360');
    const chat = await aPage(serving, '/', phone);
    await ask(chat, 'can i drive home after my infusion?');
    await chat.getByRole('log').getByText('Do not drive yourself home.').waitFor();
    await shot(chat, 'chat-360');
    await chat.emulateMedia(dark);
    await shot(chat, 'chat-dark-360');
  },
  180_000,
);
