import type { PublishPreview } from '../../../conversation/preview/create-publish-preview.ts';
import type { PreviewState } from '../../../conversation/preview/preview.ts';
import type { Store } from '../../../store/store.ts';
import { EDITS, OneAnswer, OneRevision } from '../answers/answer-key.ts';
import { type ConsoleRoute, Refusal, staffRoute } from '../route.ts';
import { previewView } from './preview-view.ts';

export type PreviewRouteDeps = {
  store: Pick<Store, 'conversations'>;
  preview: Pick<PublishPreview, 'ofRevision' | 'ofRetirement' | 'stop' | 'again'>;
};

const REVISION = '/answers/:locale/:id/revisions/:number/preview';

/** What publishing a revision, or taking an answer back, would change. A look starts what was not made yet. */
export function previewRoutes(deps: PreviewRouteDeps): ConsoleRoute[] {
  const told = async (state: PreviewState) =>
    (await previewView(state, deps)) ??
    new Refusal(404, 'no_such_revision', 'There is no revision with this number.');
  return [
    staffRoute({
      method: 'GET',
      url: REVISION,
      roles: EDITS,
      input: OneRevision,
      run: async ({ params: { number, ...key } }) =>
        told(await deps.preview.ofRevision(key, number)),
    }),
    ...(['stop', 'again'] as const).map((step) =>
      staffRoute({
        method: 'POST',
        url: `${REVISION}/${step}`,
        roles: EDITS,
        input: OneRevision,
        run: async ({ params: { number, ...key } }) => told(await deps.preview[step](key, number)),
      }),
    ),
    staffRoute({
      method: 'GET',
      url: '/answers/:locale/:id/retirement',
      roles: EDITS,
      input: OneAnswer,
      run: async ({ params }) => told(await deps.preview.ofRetirement(params)),
    }),
  ];
}
