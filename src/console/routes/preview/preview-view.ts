import type { Change } from '../../../conversation/preview/compare/find-changes.ts';
import type { Preview, PreviewState } from '../../../conversation/preview/preview.ts';
import type { Store } from '../../../store/store.ts';
import type { PreviewChange, PreviewResult, PreviewView } from '../../wire/preview.ts';

type Deps = { store: Pick<Store, 'conversations'> };

/** `undefined` for a revision that does not exist. */
export async function previewView(
  state: PreviewState,
  deps: Deps,
): Promise<PreviewView | undefined> {
  if (state.state === 'no_such_revision') return undefined;
  if (state.state !== 'done') return state;
  return { state: 'done', result: await previewResult(state.preview, deps) };
}

export async function previewResult(preview: Preview, deps: Deps): Promise<PreviewResult> {
  const { changes, ...rest } = preview;
  return {
    ...rest,
    changes: await Promise.all(changes.map((change) => changeView(change, deps))),
    blocked: preview.figures.some(({ fell }) => fell),
  };
}

async function changeView(
  { question, kind, before, after, verdict }: Change,
  deps: Deps,
): Promise<PreviewChange> {
  const isPast = question.source === 'past';
  return {
    kind,
    id: question.id,
    source: question.source,
    text: isPast ? await pastText(question, deps) : question.text,
    locale: question.locale,
    at: isPast ? question.at : null,
    expect: isPast ? null : question.expect,
    verdict: verdict ?? null,
    before,
    after,
  };
}

type Past = Extract<Change['question'], { source: 'past' }>;

/** A patient's words stay where they are stored, so that erasing them erases them here too. */
async function pastText({ conversation, seq }: Past, { store }: Deps): Promise<string | null> {
  const found = await store.conversations.find(conversation);
  return found?.messages.find((message) => message.seq === seq)?.text ?? null;
}
