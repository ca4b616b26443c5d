import { Form } from 'react-aria-components';
import { usePeopleStep } from '../api/people.ts';
import { Button } from '../parts/controls/button.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { PasswordField } from '../parts/controls/password-field.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { ROLE, ROLE_MEANS } from '../words.ts';

/** Makes an account for a new person. */
export function AddDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const add = usePeopleStep();
  const close = () => {
    add.reset();
    onClose();
  };
  return (
    <Dialog title="Add a person" isOpen={isOpen} onClose={close}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const body = Object.fromEntries(new FormData(event.currentTarget));
          add.mutate({ path: '/people', body }, { onSuccess: close });
        }}
      >
        <TextField
          label="First name"
          name="firstName"
          hint="All that patients learn of their name."
          isRequired
          missing="Enter a first name."
          maxLength={40}
          autoFocus
        />
        <TextField
          label="Sign-in name"
          name="login"
          autoComplete="off"
          isRequired
          missing="Enter a name to sign in with."
          maxLength={100}
        />
        <RoleField />
        <PasswordField label="First password" name="password" />
        <p className="hint">Tell them the password in person. They can change it on their page.</p>
        <ProblemNotice problem={add.error} />
        <div className="actions end">
          <Button look="quiet" onPress={close}>
            Cancel
          </Button>
          <Button look="primary" type="submit" isPending={add.isPending}>
            Add
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function RoleField() {
  return (
    <fieldset className="group">
      <legend className="label">Role</legend>
      {(['responder', 'moderator', 'admin'] as const).map((role) => (
        <label key={role} className="choice">
          <input type="radio" name="role" value={role} defaultChecked={role === 'responder'} />
          <span>
            {ROLE[role]} <span className="hint">{ROLE_MEANS[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
