import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createScorer, type Model } from '../../../../src/classifier/model/model.ts';
import { readModels, writeModels } from '../../../../src/classifier/model/model-file.ts';
import { planTraining } from '../../../../src/classifier/training/plan-training.ts';
import { trainModel } from '../../../../src/classifier/training/train.ts';
import { SMALL_EXAMPLES } from '../small-examples.ts';
import { CODED, someVectors, vectorsOf } from '../training/vectors.ts';

const EXAMPLES = Object.entries(SMALL_EXAMPLES).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, label })),
);

async function keptAndRead(models: Model[]): Promise<Model[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'askwell-model-file-')), 'a.model');
  await writeModels(path, models);
  return (await readModels(path)).models ?? [];
}

test('what was kept says exactly what was trained, also of a misspelt word', async () => {
  const trained = trainModel(planTraining(EXAMPLES, () => false));
  const read = await keptAndRead([trained, trained]);
  expect(read).toHaveLength(2);
  const scores = [trained, ...read].map((model) => createScorer(model)('whn can i drvie home'));
  for (const one of scores) expect(one.raw).toEqual(scores[0]?.raw);
});

test('what was learnt from sentence vectors is kept with the rest', async () => {
  const trained = trainModel({ ...CODED, vectors: vectorsOf(CODED) });
  const [read] = await keptAndRead([trained]);
  expect(read?.meaning).toEqual(trained.meaning);
  const asked = someVectors([1], 0.4, 99);
  expect(read && createScorer(read)('zzz', asked).raw).toEqual(
    createScorer(trained)('zzz', asked).raw,
  );
});
