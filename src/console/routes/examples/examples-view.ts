import type { Batch, ExampleDesk } from '../../../conversation/examples/create-example-desk.ts';
import type { TryState } from '../../../conversation/examples/create-trials.ts';
import type { Store } from '../../../store/store.ts';
import type { BatchView, ExamplesView, TrialView } from '../../wire/examples.ts';
import type { PersonName } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { previewResult } from '../preview/preview-view.ts';

export type ExampleRouteDeps = { store: Store; exampleDesk: ExampleDesk };

const MOST_BATCHES = 50;

type NameOf = (id: string) => PersonName;

export async function examplesView(deps: ExampleRouteDeps): Promise<ExamplesView> {
  const { exampleDesk } = deps;
  const { of: nameOf } = await namesOf(deps.store);
  const batches = (await exampleDesk.batches()).slice(0, MOST_BATCHES);
  return {
    pending: (await exampleDesk.pending()).map((one) => ({ ...one, by: nameOf(one.by) })),
    trial: await trialView(await exampleDesk.trying(), deps),
    batches: batches.map((batch) => batchView(batch, nameOf)),
    canRollBack: await exampleDesk.canRollBack(),
  };
}

function batchView({ at, by, examples, isLive, takenBack }: Batch, nameOf: NameOf): BatchView {
  return {
    at,
    by: nameOf(by),
    examples: examples.map(({ id, text, intent, locale }) => ({ id, text, intent, locale })),
    isLive,
    takenBack: takenBack ? { at: takenBack.at, by: nameOf(takenBack.by) } : null,
  };
}

async function trialView(trial: TryState, deps: ExampleRouteDeps): Promise<TrialView> {
  if (trial.state !== 'tried') return trial;
  const { outcome, isFresh, at } = trial;
  const preview = 'preview' in outcome ? outcome.preview : undefined;
  return {
    state: 'tried',
    at,
    isFresh,
    outcome: outcome.kind,
    why: outcome.kind === 'refused' ? outcome.why : [],
    preview: preview ? await previewResult(preview, deps) : null,
  };
}
