import { expect, test } from 'vitest';
import { createFollower } from '../../../../src/conversation/examples/create-follower.ts';
import { holdsAll, withExamples } from '../../../../src/conversation/examples/with-examples.ts';
import type { AddedExample, Examples } from '../../../../src/domain/example.ts';
import { IntentId, newStaffId } from '../../../../src/domain/ids.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { openMemoryStore } from '../../../../src/store/lowdb/open-memory-store.ts';
import { T0 } from '../../../support/turn-kit.ts';
import { aCatalogue, aLiveClassifier } from '../../classifier/live/live-kit.ts';

const BY = newStaffId();
const jalopy = ['zoom off in my jalopy', 'jalopy the same evening', 'is my jalopy allowed'].map(
  (text, place): AddedExample => ({
    id: `x_${String(place).padStart(16, 'a')}`,
    text,
    intent: IntentId.parse('driving.after_treatment'),
    locale: 'en',
    by: BY,
    at: T0,
    from: 'written',
  }),
);
const live: Examples = {
  schema: 1,
  pending: [],
  batches: [{ at: T0, by: BY, classifier: 'v', examples: jalopy }],
};
const takenBack: Examples = {
  ...live,
  batches: live.batches.map((batch) => ({ ...batch, takenBack: { at: T0, by: BY } })),
};

/** A node beside the one that publishes: it shares the store, and its classifier is its own. */
async function aNode() {
  const store = await openMemoryStore({ now: () => T0 });
  const classifier = await aLiveClassifier();
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const deps = { store, live: classifier, shipped: aCatalogue(), log: silentLog, wait };
  const write = (examples: Examples) =>
    store.documents.update('examples', async () => ({ next: examples, result: undefined }));
  return { classifier, write, follower: createFollower(deps) };
}

test('a node learns what another puts live, and unlearns what it takes back', async () => {
  const { classifier, write, follower } = await aNode();
  const { version } = classifier.classifier;
  follower.start();

  await write(live);
  await expect.poll(() => holdsAll(classifier.catalogue, jalopy), { timeout: 10_000 }).toBe(true);
  const [said] = jalopy;
  expect(classifier.classifier.classify(said?.text ?? '')).toMatchObject({
    kind: 'confident',
    intent: 'driving.after_treatment',
  });

  await write(takenBack);
  await expect.poll(() => classifier.status().shipped, { timeout: 10_000 }).toBe(true);
  expect(classifier.classifier.version).toBe(version);
  await follower.stop();
});

test('a node that was away learns at its start what was put live meanwhile', async () => {
  const { classifier, write, follower } = await aNode();
  await write(live);
  follower.start();
  await expect.poll(() => holdsAll(classifier.catalogue, jalopy), { timeout: 10_000 }).toBe(true);
  await follower.stop();
});

test('a node that published itself does not learn anew', async () => {
  const { classifier, write, follower } = await aNode();
  await classifier.follow(withExamples(aCatalogue(), jalopy));
  const { version } = classifier.classifier;
  expect(await classifier.follow(withExamples(aCatalogue(), jalopy))).toEqual({
    kind: 'unchanged',
  });
  follower.start();
  await write(live);
  await follower.stop();
  expect(classifier.classifier.version).toBe(version);
  expect(classifier.status().canRollBack).toBe(true);
});
