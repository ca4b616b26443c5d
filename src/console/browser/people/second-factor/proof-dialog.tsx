import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Proof } from '../../api/second-factor.ts';
import { Button } from '../../parts/controls/button.tsx';
import { CodeField } from '../../parts/controls/code-field.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';

type Props = {
  title: string;
  confirm: string;
  danger?: boolean;
  /** Of somebody who has a second factor. */
  hasCode?: boolean;
  isPending: boolean;
  problem: Error | null;
  onProof(proof: Proof): void;
  onClose(): void;
  children: ReactNode;
};

/** Asks who one is once more, before something that signing in rests on is changed. */
export function ProofDialog({
  title,
  confirm,
  danger = false,
  hasCode = true,
  isPending,
  problem,
  onProof,
  onClose,
  children,
}: Props) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget);
          const code = typed.get('code');
          onProof({
            password: String(typed.get('password')),
            ...(code !== null && { code: String(code) }),
          });
        }}
      >
        {children}
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus
          isRequired
          missing="Enter the password you sign in with."
        />
        {hasCode && <CodeField />}
        <ProblemNotice problem={problem} />
        <div className="actions end">
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look={danger ? 'danger' : 'primary'} type="submit" isPending={isPending}>
            {confirm}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
