import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useHasSecondFactor } from '../api/second-factor.ts';
import { useSessionStart } from '../api/session.ts';
import { shortcutsOn } from '../keys/use-shortcuts.ts';
import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { CodeField } from '../parts/controls/code-field.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { PasswordField } from '../parts/controls/password-field.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { useStaff } from '../parts/use-staff.ts';
import { SoundSwitch } from '../sound/sound-switch.tsx';
import { ROLE, ROLE_MEANS } from '../words.ts';
import { OwnContact } from './own-contact.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { SecondFactorCard } from './second-factor/second-factor-card.tsx';
import { SignOutButton } from './sign-out-button.tsx';

export function AccountPage() {
  const staff = useStaff();
  return (
    <>
      <PageHeader title={staff.firstName}>
        <span>{ROLE[staff.role]}</span>
        <span>{ROLE_MEANS[staff.role]}</span>
        <span>Signs in as {staff.login}</span>
      </PageHeader>
      <div className="pair">
        <OwnContact />
        <ChangePassword />
        <SecondFactorCard />
        <OwnSessions />
        <ThisBrowser />
        <section className="card" aria-labelledby="out">
          <h2 id="out">Sign out</h2>
          <p>You are signed out on all your devices, and unsent drafts leave this browser.</p>
          <div className="actions">
            <SignOutButton look="primary" />
          </div>
        </section>
      </div>
    </>
  );
}

/** What is kept in this browser and not with the account. */
function ThisBrowser() {
  const keysOn = useRemembered(shortcutsOn);
  return (
    <section className="card" aria-labelledby="browser">
      <h2 id="browser">This browser</h2>
      <SoundSwitch />
      <Checkbox
        isSelected={keysOn}
        onChange={shortcutsOn.set}
        hint="Press ? on any page to see them. No key does anything while you type."
      >
        Single keys work
      </Checkbox>
    </section>
  );
}

function ChangePassword() {
  const change = useSessionStart('/password');
  const hasCode = useHasSecondFactor();
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
        {hasCode && <CodeField />}
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
