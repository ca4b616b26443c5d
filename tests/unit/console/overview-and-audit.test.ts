import { expect, onTestFinished, test } from 'vitest';
import { deskNeeds } from '../../../src/console/browser/overview/needs.ts';
import type { AuditView } from '../../../src/console/wire/audit.ts';
import type { CsvFile } from '../../../src/console/wire/figures.ts';
import type { OverviewView } from '../../../src/console/wire/overview.ts';
import type { DeskNowView } from '../../../src/console/wire.ts';
import { anAdmin, aStaffMember, aTicket, openConsole } from '../../support/console.ts';
import { aDialogue } from '../../support/past-kit.ts';

const NOW = '2026-11-22T15:00:00.000Z';

async function aClinic() {
  const opened = await openConsole();
  onTestFinished(() => opened.past.stop());
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  return { ...opened, admin, mia };
}

test('a moderator sees how many gaps are new this week, and today among the last seven days', async () => {
  const { store, mia } = await aClinic();
  const gaps = [
    { text: 'is there parking?', at: '2026-11-22T14:00:00.000Z' },
    { text: 'do you sell gift cards', at: '2026-11-10T14:00:00.000Z' },
  ];
  for (const one of gaps) {
    await aDialogue(store, { secret: one.text, asked: [{ ...one, reply: 'fallback' }] });
  }
  const view = (await mia.get('/overview')).json<OverviewView>();
  expect(view).toMatchObject({
    asOf: NOW,
    gaps: { open: 2, fresh: 1 },
    reviews: { near: 0, past: 0 },
    facts: null,
  });
  expect(view.days).toHaveLength(7);
  expect(view.days.at(-1)).toMatchObject({ day: '2026-11-22', questions: 1, not_understood: 1 });
});

test('facts that nobody signed wait for everyone but the one who wrote them', async () => {
  const { admin, mia } = await aClinic();
  await mia.post('/clinic/revisions', { facts: { parking: true }, basedOn: 0 });
  const of = async (reader: typeof admin) =>
    (await reader.get('/overview')).json<OverviewView>().facts;
  expect([await of(mia), await of(admin)]).toEqual([{ forYou: false }, { forYou: true }]);
});

test('an overdue ticket is told to those who can take it, and told once', async () => {
  const { store, admin } = await aClinic();
  await aTicket(store, { urgency: 'emergency', reason: 'emergency', secret: 'e'.repeat(32) });
  await aTicket(store, { urgency: 'urgent', at: '2026-11-20T10:00:00.000Z' });
  const needs = deskNeeds((await admin.get('/desk-now')).json<DeskNowView>());
  expect(needs.map(({ id, count, href }) => [id, count, href])).toEqual([
    ['alarms', 1, '/desk/1'],
    ['late', 1, '/desk/2'],
  ]);
});

test('an admin finds entries by person, deed, subject and day, and saves just these', async () => {
  const { store, admin, mia } = await aClinic();
  const number = await aTicket(store);
  await admin.post(`/tickets/${number}/claim`);
  const find = async (query: string) => (await admin.get(`/audit?${query}`)).json<AuditView>();
  const claimed = await find('action=ticket+claimed');
  expect(claimed.entries).toMatchObject([
    { by: 'Ada (ada)', action: 'ticket claimed', subject: `ticket ${number}`, href: '/desk/1' },
  ]);
  expect(claimed.actions).toContain('ticket claimed');
  expect((await find(`subject=%23${number}`)).entries).toHaveLength(1);
  expect((await find('since=2026-11-23')).entries).toEqual([]);
  expect((await find('until=2026-11-21')).entries).toEqual([]);
  const hers = await find(`by=${mia.id}`);
  expect(hers.entries.every(({ by }) => by === 'Mia (mia)')).toBe(true);
  expect(hers.people.map(({ name }) => name)).toContain('Ada (ada)');
  const { text } = (await admin.get('/audit/csv?action=ticket+claimed')).json<CsvFile>();
  expect(text.trim().split('\r\n')).toEqual([
    'at,by,action,subject',
    `${NOW},Ada (ada),ticket claimed,ticket ${number}`,
  ]);
});

test('a long trail is read page by page, each entry once, to its end', async () => {
  const { store, admin } = await aClinic();
  await store.audit.append(
    Array.from({ length: 230 }, (_, place) => ({
      id: `x_${place}`,
      at: NOW,
      by: 'system',
      action: 'note written',
      subject: `ticket ${place + 1}`,
    })),
  );
  const seen: string[] = [];
  let before: string | null = '';
  while (before !== null) {
    const page: AuditView = (
      await admin.get(`/audit?action=note+written&before=${before}`)
    ).json<AuditView>();
    seen.push(...page.entries.map(({ id }) => id));
    before = page.next;
    expect(page.lookedBackTo).toBeNull();
  }
  expect(seen).toHaveLength(230);
  expect(new Set(seen).size).toBe(230);
});
