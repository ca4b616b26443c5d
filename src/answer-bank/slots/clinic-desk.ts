import { newAuditEntryId } from '../../domain/audit.ts';
import type {
  ClinicFacts,
  ClinicProfile,
  ClinicRecord,
  FactsRevision,
} from '../../domain/clinic.ts';
import type { Locale, StaffId } from '../../domain/ids.ts';
import type { Credential } from '../../domain/staff.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Change, Store } from '../../store/store.ts';
import {
  EMPTY_RECORD,
  type ProposeFactsOutcome,
  proposeFacts,
  type SignFactsOutcome,
  signFacts,
} from './facts-states.ts';
import type { SlotValues } from './render.ts';
import { slotValues } from './slot-values.ts';

/** The clinic's facts: who wrote and signed them, and what the slots of a text say. */
export type ClinicDesk = {
  /** All revisions and all that was ever in force. */
  record(): ClinicRecord;
  /** What a part of a message that is said now names; `undefined` while the settings stand alone. */
  profile(): number | undefined;
  /**
   * What each slot says: now, or under an earlier `profile`, so that what was said comes out the same; `'settings'` is
   * what the settings alone say. Throws where there was no such profile.
   */
  values(locale: Locale, profile?: number | 'settings'): SlotValues;
  /** What the slots would say if these facts were in force. */
  valuesOf(facts: ClinicFacts, locale: Locale): SlotValues;
  settings: ClinicProfile;
  /** `basedOn`: the newest revision that the author saw, 0 for none. */
  propose(proposal: {
    facts: unknown;
    by: StaffId;
    basedOn: number;
    note?: string;
  }): Promise<ProposeFactsOutcome>;
  /** `hash` is that of the facts that were read. */
  sign(
    number: number,
    given: { by: StaffId; hash: string; credential?: Credential | undefined },
  ): Promise<SignFactsOutcome>;
  close(): void;
};

type Deps = {
  store: Pick<Store, 'documents' | 'watch'>;
  settings: ClinicProfile;
  now: Clock;
};

/** Holds the record in memory and reads it again after each change, in this process or another. */
export async function createClinicDesk({ store, settings, now }: Deps): Promise<ClinicDesk> {
  let record = EMPTY_RECORD;
  let loading: Promise<void> = Promise.resolve();
  const load = async () => {
    record = (await store.documents.find('clinic')) ?? EMPTY_RECORD;
  };
  await load();
  const stop = store.watch((event) => {
    if (event.kind !== 'document' || event.name !== 'clinic') return;
    loading = loading.then(load).catch(() => undefined);
  });
  const factsOf = (profile: number): ClinicFacts => {
    const found = record.inForce.find(({ number }) => number === profile);
    if (!found) throw new Error(`the clinic never had a profile ${profile}`);
    return found.facts;
  };
  const current = () => record.inForce.at(-1)?.number;
  const change = createChange({ store, now });
  return {
    settings,
    record: () => record,
    profile: current,
    values(locale, profile = current() ?? 'settings') {
      return slotValues(settings, profile === 'settings' ? undefined : factsOf(profile), locale);
    },
    valuesOf: (facts, locale) => slotValues(settings, facts, locale),
    async propose({ by, ...proposal }) {
      const outcome = await change(by, 'clinic facts proposed', (before) =>
        proposeFacts(before, { ...proposal, author: by }, now()),
      );
      await load();
      return outcome;
    },
    async sign(number, given) {
      const outcome = await change(given.by, 'clinic facts signed', (before) =>
        signFacts(before, number, { ...given, at: now() }),
      );
      await load();
      return outcome;
    },
    close: stop,
  };
}

type AnyOutcome = { kind: string; revision?: FactsRevision['number'] };

/** Changes the record; what the audit trail says of it, by numbers alone, is kept with the change. */
function createChange({ store, now }: Pick<Deps, 'store' | 'now'>) {
  return <Outcome extends AnyOutcome>(
    by: StaffId,
    action: string,
    decide: (before: ClinicRecord) => Change<ClinicRecord, Outcome>,
  ): Promise<Outcome> =>
    store.documents.update<'clinic', Outcome>('clinic', async (before) => {
      const decision = decide(before ?? EMPTY_RECORD);
      const latest = decision.next?.inForce.at(-1)?.number;
      const profile = latest === before?.inForce.at(-1)?.number ? undefined : latest;
      const subject = `clinic facts ${decision.result.revision}`;
      const entry = { id: newAuditEntryId(), at: now(), by, action, subject };
      return {
        ...decision,
        entries: [{ ...entry, ...(profile !== undefined && { details: { profile } }) }],
      };
    });
}
