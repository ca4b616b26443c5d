import type { PersonView } from '../../../wire.ts';
import { usePeopleStep } from '../../api/people.ts';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { sayDone } from '../../undo/undo-offer.ts';

/** For somebody who has lost phone and recovery codes. There is no way back, so it asks first. */
export function ResetDialog({ person, onClose }: { person: PersonView; onClose(): void }) {
  const reset = usePeopleStep();
  return (
    <ConfirmDialog
      title={`Reset the second factor of ${person.firstName}?`}
      confirm="Reset"
      danger
      isOpen
      isPending={reset.isPending}
      onClose={onClose}
      onConfirm={() =>
        reset.mutate(
          { path: `/people/${person.id}/second-factor/reset`, body: {} },
          {
            onSuccess: () => {
              onClose();
              sayDone(`The second factor of ${person.firstName} is off.`);
            },
          },
        )
      }
    >
      <p>
        Be sure that it is {person.firstName} who asks: in person, or at a number that you knew
        before. Their password alone signs them in then, until they set it up again. They are signed
        out everywhere. It cannot be undone.
      </p>
      <ProblemNotice problem={reset.error} />
    </ConfirmDialog>
  );
}
