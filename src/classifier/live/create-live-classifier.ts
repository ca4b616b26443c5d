import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Classifier, SecondOpinion } from '../../domain/classification.ts';
import type { IntentId } from '../../domain/ids.ts';
import { base32, sha256 } from '../../shared/ids.ts';
import { type Log, silentLog } from '../../shared/log.ts';
import type { StoreKey } from '../../store/seal/store-keys.ts';
import { sealedFiles } from '../kept-files.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import { catalogueText, findCatalogueProblems } from './catalogue-text.ts';
import { type KeptCatalogues, keptCatalogues, type Serving } from './kept-catalogues.ts';
import { type LiveFolder, openLiveFolder, SHIPPED, type State } from './live-folder.ts';
import {
  type AdoptOutcome,
  type FollowOutcome,
  isWorse,
  judgedOf,
  type RetrainOptions,
  type RetrainOutcome,
  type RollbackOutcome,
} from './outcomes.ts';
import { type RunInWorker, runInWorker } from './run-in-worker.ts';
import { sealLiveFolder } from './seal-live-folder.ts';

export type LiveClassifier = {
  /** Stays the same object; what answers behind it changes between two calls. */
  readonly classifier: Classifier;
  readonly catalogue: IntentCatalogue;
  readonly intents: readonly IntentId[];
  readonly staffOnly: ReadonlySet<IntentId>;
  /** Whether what serves is what ships, and whether there is an older one to go back to. */
  status(): { shipped: boolean; canRollBack: boolean; training: boolean };
  /** Trains on a thread of its own, judges, and swaps in or refuses. Never rejects. */
  retrain(catalogue: IntentCatalogue, options?: RetrainOptions): Promise<RetrainOutcome>;
  /** Puts the classifier of this version to work that was last tried with `swap: false`. Never rejects. */
  adopt(version: string): Promise<AdoptOutcome>;
  /** Learns, and puts to work, what another process on the same store has put to work. Never rejects. */
  follow(catalogue: IntentCatalogue): Promise<FollowOutcome>;
  /** Back to the one before the last swap; twice is back again. Never rejects. */
  rollback(): Promise<RollbackOutcome>;
  /** Stops a training that is under way; it counts as failed. */
  close(): Promise<void>;
};

export type LiveDeps = {
  shipped: IntentCatalogue;
  /** Where the shipped model is kept. */
  cacheFolder: string;
  /** Where changed catalogues and their models are kept, over restarts; without it until the program ends. */
  folder?: string | undefined;
  /** What that is sealed with: the first writes, all read. In the clear without any. */
  keys?: readonly StoreKey[];
  log?: Log;
  /** Heard where the serving classifier is not sure; trained ones are judged without it. */
  secondOpinion?: SecondOpinion;
  /** Stands in for the thread in tests of what fails. */
  inWorker?: RunInWorker;
};

/** Loads what served last, else what served before it, else what ships. */
export async function openLiveClassifier(deps: LiveDeps): Promise<LiveClassifier> {
  const { shipped, cacheFolder, keys = [], secondOpinion } = deps;
  const { log = silentLog, inWorker = runInWorker } = deps;
  const path = deps.folder ?? join(tmpdir(), `askwell-classifier-${base32(16)}`);
  await sealLiveFolder(path, keys).catch((err: unknown) =>
    log.warn({ err, path }, 'kept examples could not be sealed with the first key'),
  );
  const folder = openLiveFolder(path, sealedFiles(keys));
  const kept = keptCatalogues({ shipped, cacheFolder, folder, keys, log, secondOpinion });
  const { state, damaged } = await folder.readState();
  if (damaged) log.warn({ path }, 'the state of the classifier is damaged; what ships serves');
  const live: Live = { ...show(await kept.loadFirst(state)), state, folder, kept, log };
  await tidy(live);
  const stop = new AbortController();
  const inThread: RunInWorker = (job, { signal, ...running } = {}) => {
    const signals = signal ? [stop.signal, signal] : [stop.signal];
    return inWorker(job, { ...running, signal: AbortSignal.any(signals) });
  };
  const alone = oneAtATime(log);
  return {
    classifier: {
      classify: (text) => live.serving.classifier.classify(text),
      get version() {
        return live.serving.classifier.version;
      },
    },
    get catalogue() {
      return live.serving.catalogue;
    },
    get intents() {
      return live.intents;
    },
    get staffOnly() {
      return live.staffOnly;
    },
    status: () => ({
      shipped: live.serving.name === SHIPPED,
      canRollBack: live.state.previous !== undefined,
      training: alone.isBusy(),
    }),
    retrain: (catalogue, options = {}) =>
      alone.run(() => retrain(live, { catalogue, options, inThread })),
    adopt: (version) => alone.run(() => adopt(live, version)),
    follow: (catalogue) => alone.run(() => follow(live, { catalogue, shipped, inThread })),
    rollback: () => alone.run(() => rollback(live, inThread)),
    async close() {
      stop.abort();
      await alone.end();
      if (deps.folder === undefined) await rm(path, { recursive: true, force: true });
    },
  };
}

type Live = {
  serving: Serving;
  intents: readonly IntentId[];
  staffOnly: ReadonlySet<IntentId>;
  state: State;
  /** Tried against what served then, and kept until something else is tried or serves. */
  tried?: { next: Serving; against: string } | undefined;
  readonly folder: LiveFolder;
  readonly kept: KeptCatalogues;
  readonly log: Log;
};

function show(serving: Serving): Pick<Live, 'serving' | 'intents' | 'staffOnly'> {
  const { intents } = serving.catalogue;
  return {
    serving,
    intents: intents.map(({ id }) => id),
    staffOnly: new Set(intents.filter((intent) => intent.staffOnly).map(({ id }) => id)),
  };
}

type Request = { catalogue: IntentCatalogue; options: RetrainOptions; inThread: RunInWorker };

async function retrain(live: Live, { catalogue, options, inThread }: Request) {
  const { onStage, signal } = options;
  const problems = findCatalogueProblems(catalogue);
  if (problems.length > 0) return { kind: 'invalid', problems } as const;
  const { serving, folder, kept } = live;
  live.tried = undefined;
  await breathe(); // each of these is some milliseconds of the turns' thread
  const text = catalogueText(catalogue);
  await breathe();
  const servedText = catalogueText(serving.catalogue);
  if (text === servedText) return { kind: 'unchanged' } as const;
  const name = sha256(text);
  const { version } = serving.classifier;
  const card = await folder.readCard(serving.name, version);
  await folder.writeCatalogue(name, text);
  const judged = await inThread(
    {
      kind: 'retrain',
      served: { ...kept.knownOf(serving, servedText), card },
      next: kept.knownOf({ name, catalogue: { ...catalogue, contentHash: name } }, text),
      questions: [...(options.questions ?? [])],
    },
    { ...(onStage && { onStage }), ...(signal && { signal }) },
  );
  await folder.writeCard(serving.name, version, judged.cards.before);
  if (isWorse(judged)) {
    await tidy(live);
    return { kind: 'refused', fell: judged.fell, ...judgedOf(judged) } as const;
  }
  const next = await kept.load(name);
  if (!next) throw new Error('the new catalogue was kept and cannot be read');
  await folder.writeCard(name, next.classifier.version, judged.cards.after);
  if (options.swap === false) {
    live.tried = { next, against: serving.name };
    await tidy(live);
    return { kind: 'ready', candidate: next, ...judgedOf(judged) } as const;
  }
  await swap(live, next);
  return { kind: 'swapped', version: next.classifier.version, ...judgedOf(judged) } as const;
}

async function adopt(live: Live, version: string) {
  const { tried, serving } = live;
  const isMeant = tried?.next.classifier.version === version && tried.against === serving.name;
  if (!isMeant) return { kind: 'nothing to adopt' } as const;
  await swap(live, tried.next);
  return { kind: 'swapped', version } as const;
}

type Followed = { catalogue: IntentCatalogue; shipped: IntentCatalogue; inThread: RunInWorker };

/** It was judged where it was published: judging it here too could leave two nodes with two classifiers. */
async function follow(live: Live, { catalogue, shipped, inThread }: Followed) {
  const text = catalogueText(catalogue);
  if (text === catalogueText(live.serving.catalogue)) return { kind: 'unchanged' } as const;
  const isShipped = text === catalogueText(shipped);
  const name = isShipped ? SHIPPED : sha256(text);
  const meant = isShipped ? shipped : { ...catalogue, contentHash: name };
  if (!isShipped) await live.folder.writeCatalogue(name, text);
  const known = live.kept.knownOf({ name, catalogue: meant }, text);
  await inThread({ kind: 'keep model', known });
  const next = await live.kept.load(name);
  if (!next) throw new Error('the catalogue of another process was learnt and cannot be read');
  await swap(live, next);
  return { kind: 'swapped', version: next.classifier.version } as const;
}

async function rollback(live: Live, inThread: RunInWorker) {
  const { previous } = live.state;
  const catalogue = previous && (await live.kept.find(previous));
  if (!previous || !catalogue) return { kind: 'nothing to go back to' } as const;
  // A damaged model is trained again, and not on the thread of the turns.
  await inThread({ kind: 'keep model', known: live.kept.knownOf({ name: previous, catalogue }) });
  const next = await live.kept.load(previous);
  if (!next) return { kind: 'nothing to go back to' } as const;
  await swap(live, next);
  return { kind: 'swapped', version: next.classifier.version } as const;
}

/** The state on disk first: when it cannot be written, nothing has changed. */
async function swap(live: Live, next: Serving): Promise<void> {
  const state = { current: next.name, previous: live.serving.name };
  await live.folder.writeState(state);
  Object.assign(live, show(next), { state, tried: undefined });
  await tidy(live);
}

async function tidy({ folder, state, tried, log }: Live): Promise<void> {
  await folder
    .tidy(state, tried?.next.name)
    .catch((err: unknown) => log.warn({ err }, 'models that nobody needs were not removed'));
}

function oneAtATime(log: Log) {
  let running: Promise<unknown> | undefined;
  return {
    isBusy: () => running !== undefined,
    async run<Outcome>(todo: () => Promise<Outcome>) {
      if (running) return { kind: 'busy' } as const;
      const own = todo().catch((err: unknown) => {
        log.error({ err }, 'the classifier could not be changed; the one before goes on');
        return { kind: 'failed' } as const;
      });
      running = own;
      return own.finally(() => {
        running = undefined;
      });
    },
    async end() {
      await running;
    },
  };
}
