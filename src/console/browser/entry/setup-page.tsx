import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSessionStart } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { PasswordField } from '../parts/controls/password-field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';

/** The page behind the one-time link. The token leaves the address bar at once, so that no history keeps it. */
export function SetupPage({ open }: { open: boolean }) {
  const [token] = useState(() => new URLSearchParams(window.location.search).get('token') ?? '');
  const setup = useSessionStart('/setup');
  useEffect(() => window.history.replaceState(null, '', '/console/setup'), []);
  if (!open) return <SetupOver />;
  return (
    <>
      <title>First admin – Askwell</title>
      <h1>Make the first admin</h1>
      <p className="muted">
        You will be able to make accounts for responders and moderators, and to do all that they do.
      </p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setup.mutate({ ...Object.fromEntries(new FormData(event.currentTarget)), token });
        }}
      >
        <TextField
          label="First name"
          name="firstName"
          autoComplete="given-name"
          hint="All that patients learn of your name."
          isRequired
          missing="Enter your first name."
          maxLength={40}
        />
        <TextField
          label="Sign-in name"
          name="login"
          autoComplete="username"
          hint="Without spaces, such as ana or ana@clinic.example."
          isRequired
          missing="Enter a name to sign in with."
          maxLength={100}
        />
        <PasswordField label="Password" name="password" />
        <ProblemNotice problem={setup.error} />
        <Button look="primary" type="submit" isPending={setup.isPending}>
          Make the account
        </Button>
      </Form>
    </>
  );
}

function SetupOver() {
  return (
    <>
      <title>Link used – Askwell</title>
      <h1>This link was used</h1>
      <Notice>
        The first admin exists already, so the link does nothing any more. Sign in, or ask an admin
        for an account.
      </Notice>
      <a className="button primary" href="/console/">
        Go to sign-in
      </a>
    </>
  );
}
