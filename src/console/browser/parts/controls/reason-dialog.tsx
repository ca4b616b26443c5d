import { type ComponentProps, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { ProblemNotice } from '../display/notice.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { FormActions } from './form-actions.tsx';

type Props = {
  title: string;
  confirm: string;
  danger?: boolean;
  isOpen: boolean;
  isPending: boolean;
  error: ComponentProps<typeof ProblemNotice>['problem'];
  onClose(): void;
  onGiven(why: string): void;
  /** The question that the reason answers, and what to say where there is none. */
  label: string;
  missing: string;
  children: ReactNode;
};

const SHORTEST = 3;

/**
 * Asks before a step whose reason the history keeps. What is missing is said until it is written, not until the field is
 * left: the button would move away under a press.
 */
export function ReasonDialog({ children, confirm, danger = false, isPending, ...asked }: Props) {
  const [why, setWhy] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = why.trim().length < SHORTEST;
  return (
    <Dialog title={asked.title} isOpen={asked.isOpen} onClose={asked.onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isMissing) setTried(true);
          else asked.onGiven(why);
        }}
      >
        {children}
        <TextField
          label={asked.label}
          hint="For the history. Patients do not read this."
          validationBehavior="aria"
          isRequired
          isInvalid={isTried && isMissing}
          missing={asked.missing}
          maxLength={500}
          rows={3}
          value={why}
          onChange={setWhy}
        />
        <ProblemNotice problem={asked.error} />
        <FormActions
          confirm={confirm}
          danger={danger}
          isPending={isPending}
          onCancel={asked.onClose}
        />
      </Form>
    </Dialog>
  );
}
