import {
  CLINICAL_FACTS,
  ClinicFacts,
  type ClinicRecord,
  type FactsRevision,
} from '../../domain/clinic.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import type { Credential } from '../../domain/staff.ts';
import { sha256 } from '../../shared/ids.ts';
import type { Change } from '../../store/store.ts';
import { type FactProblem, factProblems } from './fact-problems.ts';

export const EMPTY_RECORD: ClinicRecord = { schema: 1, revisions: [], inForce: [] };

export type ProposeFactsOutcome =
  | { kind: 'proposed'; revision: number }
  | { kind: 'refused'; problems: FactProblem[] }
  /** Somebody else wrote a revision since `basedOn`. */
  | { kind: 'conflict'; latest: number }
  | { kind: 'unchanged' };

export type SignFactsOutcome =
  /** `fasting`: they hold fasting times, which wait for a signature of someone with a credential. */
  | { kind: 'signed'; revision: number; fastingWaits: boolean }
  | {
      kind:
        | 'author_may_not'
        | 'hash_differs'
        | 'already_by_you'
        | 'superseded'
        | 'no_such_revision';
    };

type Proposal = {
  facts: unknown;
  author: StaffId;
  basedOn: number;
  note?: string | undefined;
};

/** SHA-256 over every fact in the order of its name: what a signature binds to. */
export function factsHash(facts: ClinicFacts): string {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return sha256(JSON.stringify(entries.sort(([a], [b]) => a.localeCompare(b, 'en'))));
}

export function proposeFacts(
  record: ClinicRecord,
  { facts: raw, author, basedOn, note }: Proposal,
  at: Instant,
): Change<ClinicRecord, ProposeFactsOutcome> {
  const newest = record.revisions.at(-1);
  const latest = newest?.number ?? 0;
  if (latest !== basedOn) return unchanged({ kind: 'conflict', latest });
  const problems = factProblems(raw);
  if (problems.length > 0) return unchanged({ kind: 'refused', problems });
  const facts = ClinicFacts.parse(raw);
  const hash = factsHash(facts);
  if (newest?.hash === hash) return unchanged({ kind: 'unchanged' });
  const revision: FactsRevision = {
    number: latest + 1,
    facts,
    hash,
    author,
    createdAt: at,
    signatures: [],
    ...(note && { note }),
  };
  const next = { ...record, revisions: [...record.revisions, revision] };
  return { next, result: { kind: 'proposed', revision: revision.number } };
}

type Given = { by: StaffId; hash: string; credential?: Credential | undefined; at: Instant };

export function signFacts(
  record: ClinicRecord,
  number: number,
  { by, hash, credential, at }: Given,
): Change<ClinicRecord, SignFactsOutcome> {
  const found = record.revisions.find((revision) => revision.number === number);
  if (!found) return unchanged({ kind: 'no_such_revision' });
  const objection = objectionTo(found, { by, hash }, record);
  if (objection) return unchanged({ kind: objection });
  const signature = { by, at, hash, ...(credential !== undefined && { credential }) };
  const signed = { ...found, signatures: [...found.signatures, signature] };
  const revisions = record.revisions.map((one) => (one.number === number ? signed : one));
  const facts = factsInForce(signed, record);
  const next = withInForce({ ...record, revisions }, { revision: number, facts, at });
  const fastingWaits = factsHash(facts) !== found.hash;
  return { next, result: { kind: 'signed', revision: number, fastingWaits } };
}

type Objection = Exclude<SignFactsOutcome['kind'], 'signed' | 'no_such_revision'>;

function objectionTo(
  revision: FactsRevision,
  { by, hash }: { by: StaffId; hash: string },
  { inForce }: ClinicRecord,
): Objection | undefined {
  if (revision.author === by) return 'author_may_not';
  if (revision.hash !== hash || factsHash(revision.facts) !== hash) return 'hash_differs';
  if (revision.signatures.some((signature) => signature.by === by)) return 'already_by_you';
  return (inForce.at(-1)?.revision ?? 0) > revision.number ? 'superseded' : undefined;
}

/** Fasting times count once a clinician signed them; those that were in force before and are the same need no new one. */
function factsInForce(revision: FactsRevision, { inForce }: ClinicRecord): ClinicFacts {
  const { facts, signatures } = revision;
  if (signatures.some(({ credential }) => credential !== undefined)) return facts;
  const before = inForce.at(-1)?.facts ?? {};
  const same = CLINICAL_FACTS.every((fact) => facts[fact] === before[fact]);
  if (same) return facts;
  const { fastingFoodHours: _food, fastingDrinkHours: _drink, ...rest } = facts;
  return rest;
}

/** A new profile, unless just these facts are in force already. */
function withInForce(
  record: ClinicRecord,
  { revision, facts, at }: { revision: number; facts: ClinicFacts; at: Instant },
): ClinicRecord {
  const last = record.inForce.at(-1);
  if (last && last.revision === revision && factsHash(last.facts) === factsHash(facts))
    return record;
  const number = (last?.number ?? 0) + 1;
  return { ...record, inForce: [...record.inForce, { number, revision, facts, at }] };
}

function unchanged<Result>(result: Result): Change<ClinicRecord, Result> {
  return { next: undefined, result };
}
