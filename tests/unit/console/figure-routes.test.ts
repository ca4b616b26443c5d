import { expect, onTestFinished, test } from 'vitest';
import { figuresCsv } from '../../../src/console/routes/figures/figures-csv.ts';
import type { CsvFile, FiguresView } from '../../../src/console/wire/figures.ts';
import { anAdmin, aStaffMember, drivingContent, openConsole } from '../../support/console.ts';
import { aDialogue } from '../../support/past-kit.ts';

const AT = '2026-11-22T14:00:00.000Z';

async function aModerator() {
  const opened = await openConsole();
  onTestFinished(() => opened.past.stop());
  const mia = await aStaffMember(opened, await anAdmin(opened), {
    login: 'mia',
    role: 'moderator',
  });
  await aDialogue(opened.store, {
    asked: [
      {
        text: 'can I drive',
        at: AT,
        answer: 'driving.after-treatment',
        intent: 'driving.after_treatment',
        helped: true,
      },
      { text: 'is there parking?', at: AT, reply: 'fallback' },
      {
        text: 'quanto custa o tratamento para mim',
        at: AT,
        reply: 'escalation',
        reason: 'language',
        blocks: ['R-LANG'],
      },
    ],
  });
  return mia;
}

test('a moderator reads the figures of the last days, with names instead of codes', async () => {
  const mia = await aModerator();
  const view = (await mia.get('/figures?days=7')).json<FiguresView>();
  expect(view).toMatchObject({
    asOf: '2026-11-22T15:00:00.000Z',
    timeZone: 'America/New_York',
    reading: { complete: true },
    total: { questions: 3, answered: 1, not_understood: 1, escalated: 1 },
    answers: [{ title: 'Driving after treatment', sent: 1, helped: 1 }],
    languages: [{ language: 'Portuguese', asked: 1 }],
    waits: [{ urgency: 'routine', tickets: 1, answered: 0, medianMs: null }],
  });
  expect(view.days).toHaveLength(7);
});

test('other spans and channels than those there are are refused', async () => {
  const mia = await aModerator();
  for (const query of ['days=8', 'days=x', 'channel=fax', 'table=people']) {
    const path = query.startsWith('table') ? '/figures/csv' : '/figures';
    expect((await mia.get(`${path}?${query}`)).statusCode).toBe(400);
  }
  expect(
    (await mia.get('/figures?days=90&channel=slack')).json<FiguresView>().total.questions,
  ).toBe(0);
});

test('each figure is a file that a spreadsheet reads', async () => {
  const mia = await aModerator();
  const file = async (table: string) =>
    (await mia.get(`/figures/csv?days=7&table=${table}`)).json<CsvFile>();
  const days = await file('days');
  expect(days.name).toBe('askwell-days-2026-11-16-to-2026-11-22.csv');
  expect(days.text.split('\r\n').slice(0, 1)).toEqual([
    '\ufeffday,questions,answered,clarified,not_understood,escalated,declined,safety',
  ]);
  expect(days.text).toContain('2026-11-22,3,1,0,1,1,0,0\r\n');
  expect((await file('answers')).text).toContain(
    'driving.after-treatment,en,Driving after treatment,1,1,0',
  );
  for (const table of ['topics', 'languages', 'waits', 'reviews']) {
    expect((await file(table)).text.split('\r\n').length).toBeGreaterThan(1);
  }
});

test('figures and their file name an answer as patients read it, not as a draft has it', async () => {
  const mia = await aModerator();
  const content = { ...drivingContent, title: 'Driving home' };
  const path = '/answers/en/driving.after-treatment/revisions';
  expect((await mia.post(path, { content, basedOn: 1 })).statusCode).toBe(200);
  const view = (await mia.get('/figures?days=7')).json<FiguresView>();
  expect(view.answers).toMatchObject([{ title: drivingContent.title }]);
  const { text } = (await mia.get('/figures/csv?days=7&table=answers')).json<CsvFile>();
  expect(text).not.toContain(content.title);
});

test('a title that a spreadsheet would run as a formula is marked as text', async () => {
  const mia = await aModerator();
  const view = (await mia.get('/figures?days=7')).json<FiguresView>();
  for (const title of [
    '=HYPERLINK("http://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
  ]) {
    const answers = view.answers.map((answer) => ({ ...answer, title }));
    const { text } = figuresCsv('answers', { ...view, answers });
    const cell = text.slice(text.indexOf('driving.after-treatment,en,') + 27);
    expect([title, /^"?'/.test(cell)]).toEqual([title, true]);
  }
});
