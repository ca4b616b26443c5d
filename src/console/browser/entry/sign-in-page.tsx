import { Form } from 'react-aria-components';
import { useSessionStart } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';

export function SignInPage({ setupOpen }: { setupOpen: boolean }) {
  const signIn = useSessionStart('/sign-in');
  return (
    <>
      <title>Sign in – Askwell</title>
      <h1>Sign in</h1>
      {setupOpen && (
        <Notice>
          Nobody has an account yet. Open the one-time link that the server printed when it started:
          it makes the first admin.
        </Notice>
      )}
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate(Object.fromEntries(new FormData(event.currentTarget)));
        }}
      >
        <TextField
          label="Sign-in name"
          name="login"
          autoComplete="username"
          autoFocus
          isRequired
          missing="Enter your sign-in name."
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          missing="Enter your password."
        />
        <ProblemNotice problem={signIn.error} />
        <Button look="primary" type="submit" isPending={signIn.isPending}>
          Sign in
        </Button>
      </Form>
    </>
  );
}
