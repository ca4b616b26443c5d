import { createAnswerBank } from '../../answer-bank/answer-bank.ts';
import { createClinicDesk } from '../../answer-bank/slots/clinic-desk.ts';
import type { Contents } from '../../cli/doctor/examine.ts';
import type { Config } from '../../config.ts';
import { createFirstRun } from '../../conversation/first-run/create-first-run.ts';
import type { Answer } from '../../domain/answer.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import { checklistOf, standingOf } from '../../domain/checklist.ts';
import {
  type DocumentName,
  type Documents,
  documents,
  FIRST_CHOICES,
} from '../../domain/documents.ts';
import type { Instant } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { createClocks } from '../../escalation/clocks/create-clocks.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StoreRecord } from '../../store/archive/store-record.ts';
import { openMemoryStore } from '../../store/lowdb/open-memory-store.ts';
import { clinicOf, goLiveSettings, waysOf } from '../settings.ts';

type Read = {
  staff: StaffMember[];
  answers: Answer[];
  kept: Partial<Documents>;
  latestAt: Instant | undefined;
  told: Map<string, Set<string>>;
};

/** What is kept but for conversations, which come last and are not read. */
export async function readContents(
  records: AsyncIterable<StoreRecord>,
  { config, now }: { config: Config; now: Clock },
): Promise<Contents> {
  const read = await readUntilConversations(records);
  const { staff, answers, kept, latestAt, told } = read;
  const { translationGraceDays: graceDays } = kept.choices ?? FIRST_CHOICES;
  const goLive = await goLiveOf(read, { config, now });
  return { staff, answers, graceDays, latestAt, told, goLive };
}

async function readUntilConversations(records: AsyncIterable<StoreRecord>): Promise<Read> {
  const read: Read = { staff: [], answers: [], kept: {}, latestAt: undefined, told: new Map() };
  for await (const record of records) {
    if (record.kind === 'conversation' || record.kind === 'number') break;
    take(record, read);
  }
  return read;
}

function take(record: StoreRecord, read: Read): void {
  if (record.kind === 'staff') read.staff.push(record.value);
  if (record.kind === 'answer') read.answers.push(record.value);
  if (record.kind === 'audit') takeEntry(record.value, read);
  if (record.kind !== 'document') return;
  const { name, body } = record.value;
  if (isKnown(name)) Object.assign(read.kept, { [name]: documents[name].parse(body) });
}

function takeEntry({ at, subject, details }: AuditEntry, read: Read): void {
  read.latestAt = at;
  const hash = details?.contentHash;
  if (typeof hash !== 'string') return;
  read.told.set(subject, (read.told.get(subject) ?? new Set()).add(hash));
}

function isKnown(name: string): name is DocumentName {
  return Object.hasOwn(documents, name);
}

/** As the running program works it out, on a copy in memory. */
async function goLiveOf(
  { staff, answers, kept }: Read,
  { config, now }: { config: Config; now: Clock },
): Promise<Contents['goLive']> {
  const empty = await openMemoryStore({ now });
  const store = {
    ...empty,
    staff: { ...empty.staff, all: async () => staff },
    answers: { ...empty.answers, all: async () => answers },
    documents: {
      ...empty.documents,
      find: async <Name extends DocumentName>(name: Name) =>
        kept[name] as Documents[Name] | undefined,
    },
  };
  const clinic = clinicOf(config);
  const clinicDesk = await createClinicDesk({ store, settings: clinic, now });
  const { MODE: mode, APPROVALS: approvals } = config;
  const bank = await createAnswerBank(store, { mode, approvals, clinic, facts: clinicDesk, now });
  const settings = goLiveSettings(config, waysOf(config));
  const clocks = createClocks(config, now());
  const { facts } = await createFirstRun({ store, settings, clinicDesk, clocks, bank, now }).read();
  bank.close();
  clinicDesk.close();
  await empty.close();
  return { standing: standingOf(facts), lines: checklistOf(facts) };
}
