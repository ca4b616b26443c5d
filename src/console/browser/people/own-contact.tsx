import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { ContactView } from '../../wire.ts';
import { useOwnContact, useSaveOwnContact } from '../api/people.ts';
import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { offerUndo, sayDone } from '../undo/undo-offer.ts';
import { CREDENTIAL } from '../words.ts';
import { ProofDialog } from './second-factor/proof-dialog.tsx';

/** Where pages reach the reader, and whether they are away. */
export function OwnContact() {
  const contact = useOwnContact();
  return (
    <section className="card" aria-labelledby="contact">
      <h2 id="contact">How you are reached</h2>
      <Loaded query={contact} lines={2}>
        {(found) => <Fields contact={found} />}
      </Loaded>
    </section>
  );
}

function Fields({ contact }: { contact: ContactView }) {
  const save = useSaveOwnContact();
  const [email, setEmail] = useState(contact.email ?? '');
  const [away, setAway] = useState(contact.away);
  const [asks, setAsks] = useState(false);
  const saveAway = () => {
    const before = { email: contact.email, away: contact.away };
    save.mutate(
      { email: contact.email, away },
      {
        onSuccess: () =>
          offerUndo({
            done: 'How you are reached is saved.',
            undo: async () => {
              await save.mutateAsync(before);
              setAway(before.away);
            },
            undone: 'How you are reached is as it was.',
          }),
      },
    );
  };
  return (
    <>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim().toLowerCase() === (contact.email ?? '')) saveAway();
          else setAsks(true);
        }}
      >
        <TextField
          label="E-mail"
          type="email"
          autoComplete="email"
          hint="Pages go there when you are called. Another one needs your password."
          missing="An address such as ana@clinic.example."
          value={email}
          onChange={setEmail}
        />
        <Checkbox
          isSelected={away}
          onChange={setAway}
          hint="You are not paged until you are back, unless nobody else is left."
        >
          I am away
        </Checkbox>
        <p className="muted">{dutiesOf(contact)}</p>
        {!asks && <ProblemNotice problem={save.error} />}
        <div className="actions">
          <Button type="submit" isPending={save.isPending}>
            Save
          </Button>
        </div>
      </Form>
      {asks && <EmailDialog next={{ email, away }} save={save} onClose={() => setAsks(false)} />}
    </>
  );
}

/** Pages about patients go there, so it asks who one is. Outside of the form, which would be sent with this one else. */
function EmailDialog({
  next,
  save,
  onClose,
}: {
  next: Pick<ContactView, 'email' | 'away'>;
  save: ReturnType<typeof useSaveOwnContact>;
  onClose(): void;
}) {
  return (
    <ProofDialog
      title="Change your e-mail address?"
      confirm="Change it"
      isPending={save.isPending}
      problem={save.error}
      onClose={() => {
        save.reset();
        onClose();
      }}
      onProof={(proof) =>
        save.mutate(
          { ...next, ...proof },
          {
            onSuccess: () => {
              onClose();
              sayDone('How you are reached is saved.');
            },
          },
        )
      }
    >
      <p>
        {next.email
          ? `Pages go to ${next.email} from now on.`
          : 'Pages no longer reach you by e-mail.'}
      </p>
    </ProofDialog>
  );
}

function dutiesOf({ duties, slackUserId, credential }: ContactView): string {
  const held = [
    ...(duties.onCall === null ? [] : [`on call at place ${duties.onCall}`]),
    ...(duties.medicalDirector ? ['medical director'] : []),
    ...(duties.safeguarding ? ['safeguarding lead'] : []),
  ];
  const what = held.length > 0 ? `You are ${held.join(', ')}.` : 'You are not on call.';
  const slack =
    slackUserId === null ? 'No Slack member is linked to you.' : 'Slack is linked to you.';
  const judges = credential === null ? '' : ` Your credential: ${CREDENTIAL[credential]}.`;
  return `${what}${judges} ${slack} An admin changes this.`;
}
