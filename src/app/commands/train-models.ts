import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createClassifier } from '../../classifier/create-classifier.ts';
import { loadIntents } from '../../classifier/load-intents.ts';
import { startThread } from '../../shared/start-thread.ts';
import { modelsFolder } from '../settings.ts';

/** The gate's model and the classifier's at the same time, each on a core of its own, to where every start finds them. */
export async function trainModels(root: URL): Promise<void> {
  const cacheFolder = modelsFolder(root);
  const gate = startThread('train-gate', import.meta.url, { workerData: cacheFolder });
  const gateIsDone = once(gate, 'exit');
  const catalogue = loadIntents(fileURLToPath(new URL('intents/', root)));
  await Promise.all([gateIsDone, createClassifier({ catalogue, cacheFolder })]);
}
