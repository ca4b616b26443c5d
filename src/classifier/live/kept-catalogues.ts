import type { Classifier, SecondOpinion } from '../../domain/classification.ts';
import type { Log } from '../../shared/log.ts';
import type { StoreKey } from '../../store/seal/store-keys.ts';
import { createClassifier, loadClassifier } from '../create-classifier.ts';
import { PLAIN_FILES, sealedFiles } from '../kept-files.ts';
import type { IntentCatalogue } from '../load-intents.ts';
import { type CatalogueText, catalogueText } from './catalogue-text.ts';
import type { Known } from './jobs.ts';
import { type CatalogueName, type LiveFolder, SHIPPED, type State } from './live-folder.ts';

/** A catalogue with the classifier that was trained on it. */
export type Serving = { name: CatalogueName; catalogue: IntentCatalogue; classifier: Classifier };

export type KeptCatalogues = {
  /** `undefined` when it is not there, or not whole. */
  find(name: CatalogueName): Promise<IntentCatalogue | undefined>;
  /** The same with its classifier; `undefined` too when its model is not there, or not whole. Never trains. */
  load(name: CatalogueName): Promise<Serving | undefined>;
  /** What served last, else what served before it, else what ships. Trains where a model is not whole. */
  loadFirst(state: State): Promise<Serving>;
  /** How a worker is told of it. */
  knownOf(one: Pick<Serving, 'name' | 'catalogue'>, text?: CatalogueText): Known;
};

type Deps = {
  shipped: IntentCatalogue;
  cacheFolder: string;
  folder: LiveFolder;
  keys: readonly StoreKey[];
  log: Log;
  secondOpinion?: SecondOpinion | undefined;
};

export function keptCatalogues(deps: Deps): KeptCatalogues {
  const { shipped, cacheFolder, folder, keys, log, secondOpinion } = deps;
  const sealing = sealedFiles(keys);
  /** What ships is nobody's words. */
  const modelOf = (name: CatalogueName) =>
    name === SHIPPED
      ? { cacheFolder, files: PLAIN_FILES }
      : { cacheFolder: folder.modelFolder(name), files: sealing };

  async function withClassifier(name: CatalogueName, catalogue: IntentCatalogue): Promise<Serving> {
    const classifier = await createClassifier({ catalogue, ...modelOf(name), log, secondOpinion });
    return { name, catalogue, classifier };
  }

  const find = async (name: CatalogueName) =>
    name === SHIPPED ? shipped : folder.readCatalogue(name);

  async function load(name: CatalogueName): Promise<Serving | undefined> {
    const catalogue = await find(name);
    if (!catalogue) return undefined;
    const classifier = await loadClassifier({ catalogue, ...modelOf(name), log, secondOpinion });
    return classifier && { name, catalogue, classifier };
  }

  return {
    find,
    load,
    async loadFirst({ current, previous }) {
      for (const name of [current, previous]) {
        if (name === undefined) continue;
        const catalogue = await find(name);
        if (catalogue) return withClassifier(name, catalogue);
        log.warn(
          { catalogue: name },
          'a kept catalogue is missing or damaged; an older one serves',
        );
      }
      return withClassifier(SHIPPED, shipped);
    },
    knownOf({ name, catalogue }, text = catalogueText(catalogue)) {
      const { contentHash } = catalogue;
      const { cacheFolder: kept } = modelOf(name);
      const known = { catalogue: text, contentHash, cacheFolder: kept };
      return name === SHIPPED ? known : { ...known, keys };
    },
  };
}
