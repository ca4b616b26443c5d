import { expect, test } from 'vitest';
import { DRIVING_PAGE, tabTo, twoModerators } from '../support/answer-pages.ts';
import { builtConsole } from '../support/built-console.ts';
import { drivingContent } from '../support/console.ts';

const FLOW_MS = 60_000;

const built = builtConsole();
const { barriers } = built;

test(
  'with the keyboard alone an answer is written, refused, mended, approved by another and published',
  async () => {
    const opened = await twoModerators(built);
    const author = await opened.signedIn('mia');
    await author.goto(DRIVING_PAGE);
    await author.getByText('History').waitFor();
    await tabTo(author, 'Change the text');
    await author.keyboard.press('Enter');
    await author.getByRole('heading', { name: 'Change “Driving after treatment”' }).waitFor();
    await tabTo(author, 'Text');
    await author.keyboard.press('Control+End');
    await author.keyboard.type(' Take 50 mg.');
    await author.getByText(/only a prescriber/).waitFor();
    await author.getByText('things to mend.').or(author.getByText('One thing to mend.')).waitFor();
    for (let key = 0; key < ' Take 50 mg.'.length; key += 1)
      await author.keyboard.press('Backspace');
    await author.keyboard.type(' Plan a ');
    await author.keyboard.press('Control+b');
    await author.keyboard.type('ride home');
    await author.keyboard.press('Control+ArrowRight');
    await author.keyboard.press('End');
    await author.keyboard.type('.');
    await author.getByText('Nothing to mend.').waitFor();
    await author.getByRole('tabpanel').locator('strong', { hasText: 'ride home' }).waitFor();
    expect(await barriers(author)).toEqual([]);
    await tabTo(author, 'Save as a draft');
    await author.keyboard.press('Enter');
    await author.getByText('Patients see no change yet.').waitFor();
    await tabTo(author, 'Send to review');
    await author.keyboard.press('Enter');
    await author.getByText('You wrote this revision, so someone else must approve it.').waitFor();

    const reader = await opened.signedIn('noa');
    await reader.getByRole('link', { name: 'Review 1 waiting' }).waitFor();
    await tabTo(reader, 'Review');
    await reader.keyboard.press('Enter');
    await reader.getByRole('heading', { name: /For you to approve/ }).waitFor();
    await reader.keyboard.press('j');
    await reader.keyboard.press('Enter');
    await reader.locator('ins', { hasText: 'Plan a **ride home**.' }).waitFor();
    expect(await barriers(reader)).toEqual([]);
    await reader.keyboard.press('a');
    await reader.keyboard.press('Enter');
    await reader.getByRole('dialog').getByText('cannot be taken back').waitFor();
    await tabTo(reader, 'Approve');
    await reader.keyboard.press('Enter');
    await reader.getByRole('heading', { name: /Approved, to be published/ }).waitFor();
    await reader.keyboard.press('j');
    await reader.keyboard.press('Enter');
    await reader.getByRole('button', { name: 'Publish' }).waitFor();
    await tabTo(reader, 'Publish');
    await reader.keyboard.press('Enter');
    await reader.getByText('Nothing waits for you').waitFor();
    expect(opened.bank.revision('driving.after-treatment' as never, 'en', 2).text).toBe(
      `${drivingContent.text} Plan a **ride home**.`,
    );
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'of two moderators at one answer the second is warned, and takes in what the first saved',
  async () => {
    const opened = await twoModerators(built);
    const [mia, noa] = [await opened.signedIn('mia'), await opened.signedIn('noa')];
    await Promise.all([mia.goto(`${DRIVING_PAGE}/edit`), noa.goto(`${DRIVING_PAGE}/edit`)]);
    const [hers, his] = [
      mia.getByLabel('Text', { exact: true }),
      noa.getByLabel('Text', { exact: true }),
    ];
    await hers.fill(`${drivingContent.text} Plan a ride home.`);
    await noa.getByText('Mia is changing this answer now.').waitFor();
    await his.fill(`${drivingContent.text} Go home and rest.`);
    await mia.getByRole('button', { name: 'Save as a draft' }).click();
    await mia.getByRole('button', { name: 'Send to review' }).waitFor();

    await noa.getByText('Mia saved revision 2 while you wrote.').waitFor();
    await noa.locator('ins', { hasText: 'Plan a ride home.' }).waitFor();
    expect(await barriers(noa)).toEqual([]);
    await noa.setViewportSize({ width: 360, height: 740 });
    const sideways = 'document.documentElement.scrollWidth - window.innerWidth';
    expect(await noa.evaluate<number>(sideways)).toBeLessThanOrEqual(0);
    await noa.getByRole('button', { name: 'Save as a draft' }).click();
    await noa
      .getByRole('alert')
      .getByText(/Someone saved a newer revision/)
      .waitFor();
    expect(await his.inputValue()).toContain('Go home and rest.');
    await noa.getByRole('button', { name: /I have taken this in/ }).click();
    await noa.getByText('it has only what you wrote into it').waitFor();
    await noa.locator('ins', { hasText: 'Plan a ride home.' }).waitFor();
    expect(await barriers(noa)).toEqual([]);
    await his.fill(`${drivingContent.text} Plan a ride home. Go home and rest.`);
    await noa.getByRole('button', { name: 'Save as a draft' }).click();
    await noa.getByRole('heading', { name: 'Revision 3 Draft' }).waitFor();
    // The browser itself writes down each answer that is no success.
    expect(opened.problems.filter((problem) => !problem.includes('409'))).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator who pauses over unsaved words is still shown as changing the answer',
  async () => {
    const opened = await twoModerators(built);
    const mia = await opened.signedIn('mia');
    await mia.clock.install();
    const signs: string[] = [];
    mia.on('request', (request) => {
      if (request.method() !== 'POST' || !request.url().endsWith('/presence')) return;
      signs.push((request.postDataJSON() as { doing: string }).doing);
    });
    await mia.goto(`${DRIVING_PAGE}/edit`);
    await mia.getByLabel('Text', { exact: true }).fill(`${drivingContent.text} Plan a ride home.`);
    await expect.poll(() => signs).toContain('writing');
    signs.length = 0;
    await mia.clock.runFor(10_000);
    expect(signs.filter((doing) => doing === 'writing').length).toBeGreaterThanOrEqual(2);
    const noa = await opened.signedIn('noa');
    await noa.goto(`${DRIVING_PAGE}/edit`);
    await noa.getByText('Mia is changing this answer now.').waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a moderator who has written nothing yet starts from the revision that another saved',
  async () => {
    const opened = await twoModerators(built);
    const noa = await opened.signedIn('noa');
    await noa.goto(`${DRIVING_PAGE}/edit`);
    const his = noa.getByLabel('Text', { exact: true });
    await his.waitFor();
    const newer = { ...drivingContent, text: `${drivingContent.text} Plan a ride home.` };
    await opened.mia.post('/answers/en/driving.after-treatment/revisions', {
      content: newer,
      basedOn: 1,
    });
    await noa.getByText('Mia saved revision 2 after you opened this page.').waitFor();
    expect(await noa.getByText('Your text is still here').count()).toBe(0);
    expect(await barriers(noa)).toEqual([]);
    await noa.getByRole('button', { name: 'Start from revision 2' }).click();
    expect(await his.inputValue()).toBe(newer.text);
    await noa.getByText('saved revision 2').waitFor({ state: 'detached' });
    await noa.locator('#page-title:focus').waitFor();
    await his.fill(`${newer.text} Rest.`);
    await noa.getByRole('button', { name: 'Save as a draft' }).click();
    await noa.getByRole('heading', { name: 'Revision 3 Draft' }).waitFor();
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);

test(
  'a new answer begins with its question, and a pasted book or a taken name is not saved',
  async () => {
    const opened = await twoModerators(built);
    const page = await opened.signedIn('mia');
    await page.goto('/console/answers/new?intent=driving.after_treatment&locale=en');
    await page.getByText('This question is answered already').waitFor();
    await page.goto('/console/answers/new?intent=driving.machines&locale=en');
    const name = page.getByLabel('Name', { exact: true });
    expect(await name.inputValue()).toBe('driving.machines');
    await name.fill('driving.after-treatment');
    await page.getByText('There is an answer with this name already').waitFor();
    await name.fill('driving.machines');
    await page.getByText('Add the source of its facts.').waitFor();
    expect(await barriers(page)).toEqual([]);

    const text = page.getByLabel('Text', { exact: true });
    await page.getByLabel('Title', { exact: true }).fill('Bikes and tools');
    await text.fill('a'.repeat(1024 * 1024));
    await page.getByText(/The text has 1,048,576 characters; 10,000 are the most/).waitFor();
    await text.fill('Leave tools alone. <b>Rest</b>. Call ');
    await page.getByText('Before it can be saved').locator('..').locator('li').first().waitFor();
    await text.fill(
      'Leave tools alone. Do not drive until 24 hours have passed and you have had a full night of sleep. Questions? Call ',
    );
    await text.press('Control+End');
    await page.getByRole('button', { name: /Clinic fact/ }).click();
    await page.getByRole('menuitem', { name: /Phone in opening hours/ }).click();
    await page
      .getByRole('tabpanel')
      .getByText(/555-0100/)
      .waitFor();
    expect(await text.inputValue()).toMatch(/Call \{clinic\.phone\}$/);
    await page.keyboard.type('.');
    await page.getByRole('tab', { name: 'In Slack' }).click();
    await page.getByText('APP', { exact: true }).waitFor();
    const inSlack = await page.getByRole('tabpanel').innerText();
    expect(inSlack).toMatch(/Did this help\?\s+Yes\s+No\s+Talk to a person[\s\S]*doctor/);

    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByLabel('Title', { exact: true }).last().fill('Spravato prescribing information');
    await page.getByLabel('Publisher').fill('Janssen');
    await page.getByLabel('Checked on').fill('2026-11-22');
    await page.getByText('Nothing to mend.').waitFor();
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByRole('heading', { name: 'Bikes and tools', level: 1 }).waitFor();
    await page.getByText('Patients read nothing now').waitFor();

    await page.goto('/console/answers?state=draft&sort=changed&since=2026-01-01');
    await page.getByText('1 of 2 answers').waitFor();
    expect(await page.getByLabel('State').inputValue()).toBe('draft');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('2 answers', { exact: true }).waitFor();
    expect(opened.problems.filter((problem) => !problem.includes('404'))).toEqual([]);
  },
  FLOW_MS,
);

test(
  'on a phone the preview and what is wrong stand right under the text',
  async () => {
    const opened = await twoModerators(built);
    const page = await opened.signedIn('mia', { viewport: { width: 360, height: 740 } });
    await page.goto(`${DRIVING_PAGE}/edit`);
    await page.getByText('Nothing to mend.').waitFor();
    const topOf = async (name: string) => (await page.getByText(name).boundingBox())?.y ?? 0;
    const places = [
      await topOf('As patients will read it'),
      await topOf('Before it can be saved'),
      await topOf('Review every … months'),
    ];
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(await barriers(page)).toEqual([]);
  },
  FLOW_MS,
);

test(
  'text that was begun and not saved is told on the page of the answer and on the overview',
  async () => {
    const opened = await twoModerators(built);
    const page = await opened.signedIn('mia');
    await page.goto(`${DRIVING_PAGE}/edit`);
    await page.getByLabel('Text', { exact: true }).fill(`${drivingContent.text} Plan a ride.`);
    await page.goto(DRIVING_PAGE);
    await page.getByText('You have unsaved text for this answer in this browser.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto('/console/');
    await page.getByRole('link', { name: /text of yours is not saved/ }).click();
    await page.getByText('This is your unsaved text from before.').waitFor();
    await page.getByRole('button', { name: 'Drop it and start from revision 1' }).click();
    await page.goto(DRIVING_PAGE);
    await page.getByText('History').waitFor();
    expect(await page.getByText('You have unsaved text').count()).toBe(0);
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
