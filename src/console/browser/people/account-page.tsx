import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useSessionStart, useSignOut } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { PasswordField } from '../parts/controls/password-field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { forgetAllDrafts } from '../parts/draft.ts';
import { useStaff } from '../shell/use-staff.ts';
import { ROLE, ROLE_MEANS } from '../words.ts';

export function AccountPage() {
  const staff = useStaff();
  const signOut = useSignOut();
  return (
    <>
      <PageHeader title={staff.firstName}>
        <span>{ROLE[staff.role]}</span>
        <span>{ROLE_MEANS[staff.role]}</span>
        <span>Signs in as {staff.login}</span>
      </PageHeader>
      <div className="pair">
        <section className="card" aria-labelledby="out">
          <h2 id="out">Sign out</h2>
          <p>You are signed out on all your devices, and unsent drafts leave this browser.</p>
          <div className="actions">
            <Button
              look="primary"
              isPending={signOut.isPending}
              onPress={() => {
                forgetAllDrafts();
                signOut.mutate();
              }}
            >
              Sign out
            </Button>
          </div>
        </section>
        <ChangePassword />
      </div>
    </>
  );
}

function ChangePassword() {
  const change = useSessionStart('/password');
  const [round, setRound] = useState(0);
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">Change your password</h2>
      <p className="muted">Other devices are signed out.</p>
      <Form
        key={round}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(Object.fromEntries(new FormData(event.currentTarget)), {
            onSuccess: () => setRound(round + 1),
          });
        }}
      >
        <TextField
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          isRequired
          missing="Enter the password you have now."
        />
        <PasswordField label="New password" name="next" />
        <ProblemNotice problem={change.error} />
        {change.isSuccess && <Notice tone="ok">Your password is changed.</Notice>}
        <div className="actions">
          <Button type="submit" isPending={change.isPending}>
            Change password
          </Button>
        </div>
      </Form>
    </section>
  );
}
