import type { LiveClassifier } from '../../classifier/live/create-live-classifier.ts';
import type { IntentCatalogue } from '../../classifier/load-intents.ts';
import type { Examples } from '../../domain/example.ts';
import { SECOND_MS, type Wait } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createRounds, type Rounds } from '../../shared/rounds.ts';
import type { Store } from '../../store/store.ts';
import { NO_EXAMPLES } from './example-changes.ts';
import { holdsAll, withExamples } from './with-examples.ts';

/** Whoever publishes swaps first and writes it down then: for a moment the two differ where all is as it should be. */
const SETTLES_MS = 2 * SECOND_MS;
const LOOK_EVERY_MS = 5 * SECOND_MS;
const AGAIN_AFTER_MS = 60 * SECOND_MS;

type Deps = {
  store: Pick<Store, 'documents' | 'watch'>;
  live: Pick<LiveClassifier, 'catalogue' | 'follow' | 'status'>;
  shipped: IntentCatalogue;
  wait: Wait;
  log: Log;
};

/**
 * Learns on this node what was published, or taken back, on another: each node keeps its classifier in a folder of its
 * own, and what went live is written down in the store that all of them share.
 */
export function createFollower({ store, live, shipped, wait, log }: Deps): Rounds {
  let isNews = true; // what was published while this node was away
  store.watch((event) => {
    if (event.kind === 'document' && event.name === 'examples') isNews = true;
  });
  let hasSettled = false;
  const round = async () => {
    if (!isNews || live.status().training) return LOOK_EVERY_MS;
    const examples = (await store.documents.find('examples')) ?? NO_EXAMPLES;
    const isDone = isFollowed(examples, live.catalogue);
    if (!isDone && !hasSettled) {
      hasSettled = true;
      return SETTLES_MS;
    }
    isNews = false;
    hasSettled = false;
    return isDone ? LOOK_EVERY_MS : learn(examples);
  };
  const learn = async (examples: Examples) => {
    const outcome = await live.follow(publishedOn(shipped, examples));
    if (outcome.kind === 'swapped' || outcome.kind === 'unchanged') {
      log.info({ outcome: outcome.kind }, 'the examples that another node put live are learnt');
      return LOOK_EVERY_MS;
    }
    isNews = true;
    log.error({ outcome: outcome.kind }, 'examples of another node were not learnt; tried again');
    return AGAIN_AFTER_MS;
  };
  return createRounds(async () => {
    try {
      return await round();
    } catch (err) {
      isNews = true;
      log.error({ err }, 'what other nodes put live could not be read; tried again');
      return AGAIN_AFTER_MS;
    }
  }, wait);
}

/** Whether this catalogue has what is live, and nothing that was taken back. */
function isFollowed({ batches }: Examples, catalogue: IntentCatalogue): boolean {
  const live = batches.filter(({ takenBack }) => !takenBack).flatMap(({ examples }) => examples);
  const gone = batches
    .filter(({ takenBack }) => takenBack)
    .flatMap(({ examples }) => examples)
    .filter(({ text, intent }) => !live.some((one) => one.text === text && one.intent === intent));
  return holdsAll(catalogue, live) && !gone.some((one) => holdsAll(catalogue, [one]));
}

/** In the order in which they went live, so that every node comes to the same catalogue. */
function publishedOn(shipped: IntentCatalogue, { batches }: Examples): IntentCatalogue {
  const live = batches.filter(({ takenBack }) => !takenBack).reverse();
  return live.reduce((catalogue, { examples }) => withExamples(catalogue, examples), shipped);
}
