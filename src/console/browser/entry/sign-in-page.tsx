import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SessionView, SignedOutBecause } from '../../wire/session.ts';
import { ApiProblem } from '../api/request.ts';
import { type SignIn, useSignIn } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { DRAFTS_ARE_KEPT, idleFor } from '../words.ts';
import { CodeStep } from './code-step.tsx';

/** Name and password first; then the code, where one is needed. They are sent together, so no half-open door is left. */
export function SignInPage({ session }: { session: SessionView }) {
  const signIn = useSignIn();
  const [first, setFirst] = useState<SignIn>();
  if (first) {
    return (
      <CodeStep
        problem={signIn.error}
        isPending={signIn.isPending}
        onBack={() => {
          signIn.reset();
          setFirst(undefined);
        }}
        onCode={(code) =>
          signIn.mutate(
            { ...first, code },
            { onError: (problem) => !isAboutCode(problem) && setFirst(undefined) },
          )
        }
      />
    );
  }
  return (
    <>
      <title>Sign in – Askwell</title>
      <h1>Sign in</h1>
      <Why session={session} />
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = Object.fromEntries(new FormData(event.currentTarget)) as SignIn;
          signIn.mutate(typed, {
            onSuccess: (answer) => 'codeNeeded' in answer && setFirst(typed),
          });
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

function isAboutCode(problem: Error): boolean {
  return !(problem instanceof ApiProblem) || problem.code !== 'not_signed_in';
}

/** Why somebody who was at work stands here again. */
function Why({ session }: { session: SessionView }) {
  const { setupOpen, signedOutBecause, installation } = session;
  if (setupOpen) {
    return (
      <Notice>
        Nobody has an account yet. Open the one-time link that the server printed when it started:
        it makes the first admin.
      </Notice>
    );
  }
  if (!signedOutBecause) return null;
  return (
    <Notice>
      <p>{because(signedOutBecause, installation.idleMinutes)}</p>
      <p>{DRAFTS_ARE_KEPT}</p>
    </Notice>
  );
}

function because(why: SignedOutBecause, idleMinutes: number): string {
  switch (why) {
    case 'idle':
      return `You were signed out because nobody did anything here for ${idleFor(idleMinutes)}.`;
    case 'long':
      return 'You were signed out because you had signed in 12 hours ago.';
    case 'ended':
      return 'This session was ended: by you on another device, or because your account, your password or your second factor was changed.';
  }
}
