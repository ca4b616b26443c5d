import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { type Proof, useHasSecondFactor } from '../../api/second-factor.ts';
import { CodeField } from '../../parts/controls/code-field.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { FormActions } from '../../parts/controls/form-actions.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { OwnPasswordField } from './own-password-field.tsx';

type Props = {
  title: string;
  confirm: string;
  danger?: boolean;
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
  isPending,
  problem,
  onProof,
  onClose,
  children,
}: Props) {
  const hasCode = useHasSecondFactor();
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
        <OwnPasswordField autoFocus />
        {hasCode && <CodeField />}
        <ProblemNotice problem={problem} />
        <FormActions confirm={confirm} danger={danger} isPending={isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
