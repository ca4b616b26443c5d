import { expect, test } from 'vitest';
import { contentHash } from '../../src/answer-bank/content-hash.ts';
import { DRIVING_PAGE, putLive, SPANISH_PAGE, twoModerators } from '../support/answer-pages.ts';
import { builtConsole } from '../support/built-console.ts';
import { aStaffMember, drivingContent } from '../support/console.ts';

const FLOW_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

const built = builtConsole();
const { barriers } = built;

const spanish = {
  title: 'Manejar después del tratamiento',
  text: 'No maneje hasta que pasen 24 horas **y** haya dormido bien toda una noche.',
};

test(
  'a moderator brings a translation up to date beside the English words that changed',
  async () => {
    const opened = await twoModerators(built);
    const followed = { revision: 1, contentHash: contentHash(drivingContent) };
    await putLive(opened.store, { locale: 'es', content: spanish, translationOf: followed });
    const text = `${drivingContent.text} Plan a ride home.`;
    await putLive(opened.store, { content: { text } });
    const page = await opened.signedIn('mia');
    await page.goto('/console/review');
    await page.getByRole('button', { name: /Manejar después.*English changed 1 hour ago/ }).click();
    await page.getByText(/The Spanish text is still sent until/).waitFor();
    await page.locator('ins', { hasText: 'Plan a ride home.' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Bring it up to date' }).click();
    await page.getByRole('heading', { name: /In English/ }).waitFor();
    await page.getByText('Translation outdated').waitFor();
    await page.locator('ins', { hasText: 'Plan a ride home.' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Text', { exact: true }).fill(`${spanish.text} Busque quien le lleve.`);
    await page.getByLabel('My text says all that English revision 2 says').check();
    await page.getByText('Nothing to mend.').waitFor();
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByRole('button', { name: 'Send to review' }).click();
    await page.getByText('You wrote this revision').waitFor();
    const answers = await opened.store.answers.all();
    const [, draft] = answers.find(({ locale }) => locale === 'es')?.revisions ?? [];
    expect(draft?.translationOf).toEqual({ revision: 2, contentHash: expect.any(String) });
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { name: 'Driving after treatment', level: 1 }).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an answer without a translation gets a first one, with all but the words taken over',
  async () => {
    const opened = await twoModerators(built);
    const page = await opened.signedIn('mia');
    await page.goto(DRIVING_PAGE);
    await page.getByRole('link', { name: 'Translate into Spanish' }).click();
    await page.getByRole('heading', { name: '“Driving after treatment” in Spanish' }).waitFor();
    await page.getByLabel('Title', { exact: true }).first().fill(spanish.title);
    await page.getByLabel('Text', { exact: true }).fill(spanish.text);
    await page.getByText('Nothing to mend.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByText('Translation up to date').waitFor();
    expect(page.url()).toContain(SPANISH_PAGE);
    // The browser itself writes down the answer that there was none before.
    expect(opened.problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an answer near its review date is read again and renewed in one press',
  async () => {
    const opened = await twoModerators(built);
    const reviewBy = new Date(Date.now() - DAY_MS).toISOString();
    await putLive(opened.store, { content: { title: 'Driving home' }, reviewBy });
    await aStaffMember(opened, opened.admin, { login: 'rea', role: 'responder' });
    const page = await opened.signedIn('noa', { viewport: { width: 360, height: 780 } });
    await page.goto('/console/review');
    await page.getByRole('button', { name: /Driving home.*Not sent since/ }).click();
    await page.getByText('It is past its review date, so it is not sent.').waitFor();
    expect(await barriers(page)).toEqual([]);
    const sideways = 'document.documentElement.scrollWidth - window.innerWidth';
    expect(await page.evaluate(sideways)).toBe(0);
    await page.getByRole('button', { name: 'Still right: clinical' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Still right' }).click();
    await page.getByText('Nothing waits for you').waitFor();
    const responder = await opened.signedIn('rea');
    await responder.goto('/console/review');
    await responder.getByRole('heading', { name: 'Not for your role' }).waitFor();
    const [answer] = await opened.store.answers.all();
    expect(Date.parse(answer?.revisions.at(-1)?.reviewBy ?? '')).toBeGreaterThan(Date.now());
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'an admin sees earlier words before they are brought back, and withdraws wrong ones with a reason',
  async () => {
    const opened = await twoModerators(built);
    await putLive(opened.store, { content: { text: `${drivingContent.text} Plan a ride home.` } });
    await putLive(opened.store, { content: { text: `${drivingContent.text} Go home and rest.` } });
    const page = await opened.signedIn('ada');
    await page.goto(DRIVING_PAGE);
    await page.getByText('Revision 2', { exact: true }).click();
    await page.getByText('Clinical by Someone who left, physician').last().waitFor();
    await page.getByText('Compare two revisions').click();
    await page.getByLabel('From revision').selectOption('1');
    await page.getByLabel('To revision').selectOption('2');
    const compared = page.getByRole('region', { name: 'Comparison' });
    await compared.locator('ins', { hasText: 'Plan a ride home.' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bring back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bring revision 2 back?' });
    await dialog.getByText('patients read them at once').waitFor();
    await dialog.locator('ins', { hasText: 'Plan' }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await dialog.getByText('Say why, so that others know').waitFor();
    await dialog.getByLabel('Why it is brought back').fill('The new words confuse people.');
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText(/^Revision 4, since/).waitFor();

    await page.getByRole('button', { name: 'It is wrong' }).first().click();
    const withdraw = page.getByRole('dialog', { name: 'Withdraw revision 4 as wrong?' });
    await withdraw.getByRole('button', { name: 'Withdraw it' }).click();
    await withdraw
      .getByText('Say what is wrong, so that the next revision does it right.')
      .waitFor();
    await withdraw.getByLabel('What is wrong with it').fill('No rides are planned by us.');
    expect(await barriers(page)).toEqual([]);
    await withdraw.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByRole('heading', { name: 'Corrections', level: 1 }).waitFor();
    await page.goto(DRIVING_PAGE);
    await page.getByText('Patients read nothing now').waitFor();
    await page.getByText('Revision 4', { exact: true }).click();
    await page.getByText(/Withdrawn as wrong by Ada/).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a draft hides nothing that waits: both stand on the page, and each is dropped again',
  async () => {
    const opened = await twoModerators(built);
    const { mia, noa } = opened;
    const path = '/answers/en/driving.after-treatment/revisions';
    const withWords = (words: string) => ({
      content: { ...drivingContent, text: `${drivingContent.text} ${words}` },
    });
    await mia.post(path, { ...withWords('Plan a ride home.'), basedOn: 1 });
    await mia.post(`${path}/2/submit`);
    await noa.post(path, { ...withWords('Go home and rest.'), basedOn: 2 });
    const page = await opened.signedIn('noa');
    await page.goto(DRIVING_PAGE);
    const waiting = page.getByRole('region', { name: 'Revision 2 In review' });
    await waiting.getByRole('button', { name: 'Approve: clinical' }).waitFor();
    await page
      .getByRole('region', { name: 'Revision 3 Draft' })
      .getByRole('button', { name: 'Drop this draft' })
      .click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Drop it' }).click();
    await page.getByText('Dropped', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Change the text' }).click();
    const text = page.getByLabel('Text', { exact: true });
    await text.waitFor();
    expect(await text.inputValue()).toContain('Plan a ride home.');
    await page.goBack();
    await waiting.getByRole('button', { name: 'Drop from review' }).click();
    await page.getByRole('button', { name: 'Drop it' }).click();
    await page.getByText('Say why, so that its author knows what to change.').waitFor();
    await page.getByLabel('Why it is dropped').fill('The ride is another answer.');
    await page.getByRole('button', { name: 'Drop it' }).click();
    await waiting.waitFor({ state: 'detached' });
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'who approves a text reads the words that other facts of the clinic would bring, too',
  async () => {
    const opened = await twoModerators(built);
    const passage = '{if clinic.parking}Park by the door.{else}Ask where to park.{end}';
    const text = `${drivingContent.text} ${passage}`;
    const path = '/answers/en/driving.after-treatment/revisions';
    await opened.mia.post(path, { content: { ...drivingContent, text }, basedOn: 1 });
    await opened.mia.post(`${path}/2/submit`);
    const page = await opened.signedIn('noa');
    await page.goto('/console/review');
    await page.getByRole('button', { name: /Driving after treatment/ }).click();
    await page.getByText('Once filled in: there is parking at the clinic').waitFor();
    await page.getByRole('definition').getByText('Park by the door.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve: clinical' }).click();
    await page.getByText('That includes the words').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a Spanish answer is shown as its chat shows it: Spanish words around its sources, a review date, numbers to call',
  async () => {
    const opened = await twoModerators(built);
    const reviewBy = '2030-01-15T00:00:00.000Z';
    const sources = [{ ...drivingContent.sources[0], locator: 'section 17' }] as never;
    await putLive(opened.store, { locale: 'es', content: { ...spanish, sources }, reviewBy });
    const page = await opened.signedIn('mia');
    await page.goto(SPANISH_PAGE);
    const bubble = page.locator('.patient-preview');
    await bubble.getByText('Fuentes y fecha de revisión').click();
    await bubble.getByText('Se revisará antes del 15 ene 2030.').waitFor();
    expect(await bubble.innerText()).not.toContain('section 17');
    await bubble.locator('a[href="tel:911"]').waitFor();
    expect(await barriers(page)).toEqual([]);
  },
  FLOW_MS,
);
