import type { PersonView } from '../../wire.ts';
import { usePeopleStep } from '../api/people.ts';
import { offerUndo } from '../undo/undo-offer.ts';

/** Lets a person in or keeps them out, and offers the way back. */
export function useAccess({ id, firstName }: Pick<PersonView, 'id' | 'firstName'>) {
  const step = usePeopleStep();
  const back = usePeopleStep();
  const set = (disabled: boolean, then: () => void = () => undefined) =>
    step.mutate(
      { path: `/people/${id}/disabled`, body: { disabled } },
      {
        onSuccess: () => {
          then();
          offerUndo({
            done: said(firstName, disabled),
            undo: () =>
              back.mutateAsync({ path: `/people/${id}/disabled`, body: { disabled: !disabled } }),
            undone: said(firstName, !disabled),
          });
        },
      },
    );
  return { set, isPending: step.isPending, error: step.error };
}

function said(firstName: string, disabled: boolean): string {
  return disabled
    ? `${firstName} is signed out and cannot sign in.`
    : `${firstName} may sign in again.`;
}
