import type { LiveClassifier } from '../../classifier/live/create-live-classifier.ts';
import type { AdoptOutcome, Candidate } from '../../classifier/live/outcomes.ts';
import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import { newAuditEntryId } from '../../domain/audit.ts';
import type { SafetyGate } from '../../domain/concern.ts';
import type { AddedExample, ExampleBatch } from '../../domain/example.ts';
import type { IntentId, Locale, StaffId } from '../../domain/ids.ts';
import type { TakenFrom } from '../../domain/question.ts';
import type { Clock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { PublishPreview } from '../preview/create-publish-preview.ts';
import type { TriedQuestion } from '../preview/questions/question-set.ts';
import { createTrials, type TryState } from './create-trials.ts';
import {
  NO_EXAMPLES as NONE,
  withProposed,
  withPublished,
  withTakenBack,
} from './example-changes.ts';
import { type ExampleRefused, findObjection } from './find-objection.ts';
import { otherOf, type TryOutcome } from './try-out.ts';
import { holdsAll, intentsByWords } from './with-examples.ts';
import { createNearFinder } from './words/find-near.ts';

type NewExample = {
  text: string;
  intent: IntentId;
  locale: Locale;
  by: StaffId;
  from?: TakenFrom;
};

type ProposeOutcome = { kind: 'proposed'; id: string } | ExampleRefused;

type PublishOutcome =
  | { kind: 'published'; count: number }
  /** Nothing was tried since the examples, or what serves, changed. */
  | { kind: 'needs_try' | 'nothing_pending' | 'busy' | 'failed' };

type RollbackOutcome = { kind: 'rolled_back' | 'nothing_to_go_back_to' | 'busy' | 'failed' };

/** Examples that went live together. `isLive`: what serves has learnt them. */
export type Batch = ExampleBatch & { isLive: boolean };

export type ExampleDesk = {
  propose(example: NewExample): Promise<ProposeOutcome>;
  /** Newest first. */
  pending(): Promise<AddedExample[]>;
  drop(id: string, by: StaffId): Promise<'dropped' | 'none'>;
  /** Trains on a thread of its own and says what would change; nothing changes for patients. Never rejects. */
  tryOut(): Promise<TryOutcome>;
  trying(): Promise<TryState>;
  /** Stops a try that is under way. */
  stop(): void;
  /** Puts what was tried to work. */
  publish(by: StaffId): Promise<PublishOutcome>;
  /** Newest first. */
  batches(): Promise<Batch[]>;
  /** Whether the newest batch serves and there is a classifier from before it. */
  canRollBack(): Promise<boolean>;
  /** Brings back the classifier before the last batch; its examples wait again. */
  rollback(by: StaffId): Promise<RollbackOutcome>;
};

export type ExampleDeskDeps = {
  store: Pick<Store, 'documents' | 'audit'>;
  live: LiveClassifier;
  preview: Pick<PublishPreview, 'ofClassifier'>;
  questions(): Promise<readonly TriedQuestion[]>;
  gate: Pick<SafetyGate, 'check'>;
  redact(text: string): { found: string[] };
  now: Clock;
  log: Log;
};

export function createExampleDesk(deps: ExampleDeskDeps): ExampleDesk {
  const { store, live, preview, questions, now } = deps;
  const read = async () => (await store.documents.find('examples')) ?? NONE;
  const wordsOf = createKnownWords();
  const trials = createTrials({ ...deps, pending: async () => (await read()).pending });
  const audit = createAudit(deps);

  const batches = async (): Promise<Batch[]> =>
    (await read()).batches.map((batch) => ({
      ...batch,
      isLive: !batch.takenBack && holdsAll(live.catalogue, batch.examples),
    }));
  const canRollBack = async () =>
    live.status().canRollBack && (await batches()).at(0)?.isLive === true;

  /** Answers may have changed since it was tried: what was asked is remembered, so asking again takes a moment. */
  const adopt = async (candidate: Candidate): Promise<AdoptOutcome> => {
    const { figures } = await preview.ofClassifier(otherOf(candidate));
    if (figures.some(({ fell }) => fell)) return { kind: 'nothing to adopt' };
    return live.adopt(candidate.classifier.version);
  };

  return {
    async propose({ text: typed, by, from = 'written', intent, locale }) {
      const text = typed.trim();
      const tested = (await questions()).map((question) => question.text);
      const nearestQuestion = createNearFinder(tested);
      const known = (words: string) => wordsOf(live.catalogue).get(words);
      const { intents } = live;
      const around = { ...deps, intents, nearestQuestion, known };
      const objection = findObjection({ text, intent }, around);
      if (objection) return objection;
      const id = `x_${base32(16)}`;
      const added: AddedExample = { id, text, intent, locale, by, at: now(), from };
      const outcome = await store.documents.update<'examples', ProposeOutcome>(
        'examples',
        async (current = NONE) => withProposed(current, added),
      );
      if (outcome.kind === 'proposed') {
        await audit(by, 'example proposed', {
          subject: `example ${id}`,
          details: { intent, from },
        });
      }
      return outcome;
    },
    pending: async () => [...(await read()).pending].reverse(),
    async drop(id, by) {
      const outcome = await store.documents.update('examples', async (current = NONE) => {
        const pending = current.pending.filter((one) => one.id !== id);
        return pending.length === current.pending.length
          ? { next: undefined, result: 'none' as const }
          : { next: { ...current, pending }, result: 'dropped' as const };
      });
      if (outcome === 'dropped') await audit(by, 'example dropped', { subject: `example ${id}` });
      return outcome;
    },
    tryOut: trials.run,
    trying: trials.state,
    stop: trials.stop,
    async publish(by) {
      if ((await read()).pending.length === 0) return { kind: 'nothing_pending' };
      if (trials.isRunning()) return { kind: 'busy' };
      const tried = await trials.ready();
      const adopted = await (tried && adopt(tried.candidate));
      if (!tried || adopted?.kind !== 'swapped') return { kind: refusalKind(adopted?.kind) };
      trials.forget();
      const { ids } = tried;
      const { version } = adopted;
      const count = await store.documents.update('examples', async (current = NONE) =>
        withPublished(current, { ids, at: now(), by, version }),
      );
      await audit(by, 'examples put live', { details: { count, classifier: shortOf(version) } });
      return { kind: 'published', count };
    },
    batches,
    canRollBack,
    async rollback(by) {
      // Twice in a row would bring back what was just taken back.
      if (!(await canRollBack())) return { kind: 'nothing_to_go_back_to' };
      const outcome = await live.rollback();
      if (outcome.kind === 'nothing to go back to') return { kind: 'nothing_to_go_back_to' };
      if (outcome.kind !== 'swapped') return outcome;
      trials.forget();
      const { catalogue } = live;
      const count = await store.documents.update('examples', async (current = NONE) =>
        withTakenBack(current, { at: now(), by, catalogue }),
      );
      const details = { count, classifier: shortOf(outcome.version) };
      await audit(by, 'examples taken back', { details });
      return { kind: 'rolled_back' };
    },
  };
}

type Audited = { subject?: string; details?: Record<string, string | number> };

/** By whom and what, without anybody's words. */
function createAudit({ store, now }: Pick<ExampleDeskDeps, 'store' | 'now'>) {
  return (by: StaffId, action: string, { subject = 'examples', details }: Audited) => {
    const entry = { id: newAuditEntryId(), at: now(), by, action, subject };
    return store.audit.append([{ ...entry, ...(details && { details }) }]);
  };
}

function refusalKind(adopted: AdoptOutcome['kind'] | undefined): 'busy' | 'failed' | 'needs_try' {
  return adopted === 'busy' || adopted === 'failed' ? adopted : 'needs_try';
}

function shortOf(version: string): string {
  return version.slice(0, 16);
}

/** Reads a catalogue's words once. */
function createKnownWords() {
  let known: { of: IntentCatalogue; words: Map<string, IntentId> } | undefined;
  return (catalogue: IntentCatalogue) => {
    if (known?.of !== catalogue) known = { of: catalogue, words: intentsByWords(catalogue) };
    return known.words;
  };
}
