import { useState } from 'react';
import { Link } from 'wouter';
import type { StartView } from '../../../wire/start.ts';
import type { PersonView } from '../../../wire.ts';
import { usePeople } from '../../api/people.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { useStaff } from '../../parts/use-staff.ts';
import { AddDialog } from '../../people/add-dialog.tsx';
import { ContactDialog } from '../../people/contact-dialog.tsx';
import { CREDENTIAL, ROLE } from '../../words.ts';
import { LineList, linesOf } from '../line-list.tsx';

export function PeopleStep({ start }: { start: StartView }) {
  const { role } = useStaff();
  return (
    <>
      <section className="card" aria-label="What this step needs">
        <LineList lines={linesOf('people', start.lines)} />
        <p className="hint">
          This clinic asks for {start.approvals}{' '}
          {start.approvals === 1 ? 'approval' : 'approvals by different people'} of each answer (
          <code>APPROVALS</code>). Whoever writes a text cannot approve it.
        </p>
      </section>
      {role === 'admin' ? <Everyone /> : <p className="muted">An admin adds people.</p>}
    </>
  );
}

function Everyone() {
  const people = usePeople();
  const [adding, add] = useState(false);
  const [edited, edit] = useState<PersonView>();
  return (
    <section className="card" aria-labelledby="everyone">
      <h2 id="everyone">Who works here</h2>
      <Loaded query={people}>
        {({ people: everyone }) => (
          <ul className="start-people">
            {everyone
              .filter(({ disabled }) => !disabled)
              .map((person) => (
                <li key={person.id}>
                  <div>
                    <p className="strong">{person.firstName}</p>
                    <p className="hint">{factsOf(person).join(' · ')}</p>
                  </div>
                  <Button onPress={() => edit(person)}>
                    Duties<span className="unseen"> and contact of {person.firstName}</span>
                  </Button>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <div className="actions">
        <Button look="primary" onPress={() => add(true)}>
          Add a person
        </Button>
        <Link href="/people">All about people</Link>
      </div>
      <AddDialog isOpen={adding} onClose={() => add(false)} />
      {edited && <ContactDialog person={edited} onClose={() => edit(undefined)} />}
    </section>
  );
}

function factsOf({ role, credential, email, slackUserId, duties, away }: PersonView): string[] {
  return [
    ROLE[role],
    ...(credential ? [CREDENTIAL[credential]] : []),
    ...(duties.onCall === null ? [] : [`on call ${duties.onCall}`]),
    ...(duties.medicalDirector ? ['medical director'] : []),
    ...(away ? ['away'] : []),
    ...(email === null && slackUserId === null ? ['no address for pages'] : []),
  ];
}
