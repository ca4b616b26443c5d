import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSearch } from 'wouter';
import type { PersonView } from '../../wire.ts';
import { usePeople, usePeopleStep } from '../api/people.ts';
import { Button } from '../parts/controls/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/controls/dialog.tsx';
import { PasswordField } from '../parts/controls/password-field.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Day } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { useStaff } from '../parts/use-staff.ts';
import { CREDENTIAL, ROLE } from '../words.ts';
import { AddDialog } from './add-dialog.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ResetDialog } from './second-factor/reset-dialog.tsx';
import { useAccess } from './use-access.ts';

type Asked =
  | { kind: 'add' }
  | { kind: 'password' | 'disable' | 'contact' | 'reset'; person: PersonView };

export function PeoplePage() {
  const people = usePeople();
  const [asked, ask] = useState<Asked>();
  const who = new URLSearchParams(useSearch()).get('who') ?? '';
  const isHere = people.data !== undefined;
  useEffect(() => {
    if (isHere && who !== '') focusOn(who);
  }, [isHere, who]);
  return (
    <>
      <PageHeader
        title="People"
        actions={
          <Button look="primary" onPress={() => ask({ kind: 'add' })}>
            Add a person
          </Button>
        }
      >
        <span>Who may sign in, and what they may do.</span>
      </PageHeader>
      <Loaded query={people}>
        {({ people: everyone }) => (
          <ul className="people">
            {everyone.map((person) => (
              <li
                key={person.id}
                id={person.id}
                tabIndex={-1}
                className={person.id === who ? 'who' : undefined}
              >
                <PersonRow person={person} ask={ask} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <AddDialog isOpen={asked?.kind === 'add'} onClose={() => ask(undefined)} />
      {asked?.kind === 'contact' && (
        <ContactDialog person={asked.person} onClose={() => ask(undefined)} />
      )}
      {asked?.kind === 'password' && (
        <PasswordDialog person={asked.person} onClose={() => ask(undefined)} />
      )}
      {asked?.kind === 'reset' && (
        <ResetDialog person={asked.person} onClose={() => ask(undefined)} />
      )}
      {asked?.kind === 'disable' && (
        <DisableDialog person={asked.person} onClose={() => ask(undefined)} />
      )}
    </>
  );
}

function PersonRow({ person, ask }: { person: PersonView; ask(asked: Asked): void }) {
  const enable = useAccess(person);
  const self = useStaff().id === person.id;
  return (
    <div className="person">
      <div className="person-who">
        <p>
          <span className="strong">{person.firstName}</span>{' '}
          <span className="muted">{person.login}</span>
        </p>
        <p className="person-facts">
          <Pill tone={person.role === 'admin' ? 'accent' : 'neutral'}>{ROLE[person.role]}</Pill>
          {person.disabled && <Pill tone="danger">Disabled</Pill>}
          {person.lockedUntil && <Pill tone="warn">Locked after wrong passwords</Pill>}
          {person.secondFactorSince && <Pill tone="ok">Second factor</Pill>}
          <Duties person={person} />
          <span className="muted">
            Since <Day at={person.createdAt} />
          </span>
        </p>
        <ProblemNotice problem={enable.error} />
      </div>
      <div className="actions">
        <Button
          aria-label={`Contact and duties of ${person.firstName}`}
          onPress={() => ask({ kind: 'contact', person })}
        >
          Contact and duties
        </Button>
        {self ? (
          <span className="muted">You</span>
        ) : (
          <Access person={person} ask={ask} enable={enable} />
        )}
      </div>
    </div>
  );
}

function Duties({ person }: { person: PersonView }) {
  const { duties, away, email, slackUserId, credential } = person;
  const isCalled = duties.onCall !== null || duties.medicalDirector || duties.safeguarding;
  return (
    <>
      {credential && <Pill tone="accent">{CREDENTIAL[credential]}</Pill>}
      {duties.onCall !== null && <Pill tone="ok">On call, place {duties.onCall}</Pill>}
      {duties.medicalDirector && <Pill tone="ok">Medical director</Pill>}
      {duties.safeguarding && <Pill tone="ok">Safeguarding lead</Pill>}
      {away && <Pill tone="warn">Away</Pill>}
      {email && <span className="muted">{email}</span>}
      {slackUserId && <span className="muted">Slack {slackUserId}</span>}
      {isCalled && !email && !slackUserId && (
        <span className="overdue">Cannot be paged: add an e-mail or a Slack member ID</span>
      )}
    </>
  );
}

function Access({
  person,
  ask,
  enable,
}: {
  person: PersonView;
  ask(asked: Asked): void;
  enable: ReturnType<typeof useAccess>;
}) {
  return (
    <>
      <Button
        aria-label={`New password for ${person.firstName}`}
        onPress={() => ask({ kind: 'password', person })}
      >
        New password
      </Button>
      {person.secondFactorSince && (
        <Button
          aria-label={`Reset the second factor of ${person.firstName}`}
          onPress={() => ask({ kind: 'reset', person })}
        >
          Reset second factor
        </Button>
      )}
      {person.disabled ? (
        <Button
          aria-label={`Let ${person.firstName} sign in again`}
          isPending={enable.isPending}
          onPress={() => enable.set(false)}
        >
          Let in again
        </Button>
      ) : (
        <Button
          look="quiet"
          aria-label={`Disable ${person.firstName}`}
          onPress={() => ask({ kind: 'disable', person })}
        >
          Disable
        </Button>
      )}
    </>
  );
}

function PasswordDialog({ person, onClose }: { person: PersonView; onClose(): void }) {
  const reset = usePeopleStep();
  return (
    <Dialog title={`New password for ${person.firstName}`} isOpen onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const body = Object.fromEntries(new FormData(event.currentTarget));
          reset.mutate({ path: `/people/${person.id}/password`, body }, { onSuccess: onClose });
        }}
      >
        <PasswordField label="New password" name="password" />
        <p className="hint">
          {person.firstName} is signed out everywhere, and a lock after wrong passwords ends. The
          password they have now cannot be brought back.
        </p>
        <ProblemNotice problem={reset.error} />
        <div className="actions end">
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" isPending={reset.isPending}>
            Set password
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function DisableDialog({ person, onClose }: { person: PersonView; onClose(): void }) {
  const disable = useAccess(person);
  return (
    <ConfirmDialog
      title={`Disable ${person.firstName}?`}
      confirm="Disable"
      danger
      isOpen
      isPending={disable.isPending}
      onClose={onClose}
      onConfirm={() => disable.set(true, onClose)}
    >
      <p>
        {person.firstName} is signed out everywhere and cannot sign in. Tickets they claimed stay
        with them. You can let them in again.
      </p>
      <ProblemNotice problem={disable.error} />
    </ConfirmDialog>
  );
}
