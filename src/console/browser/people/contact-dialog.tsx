import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { ContactView, PersonView } from '../../wire.ts';
import { usePeopleStep } from '../api/people.ts';
import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Select } from '../parts/controls/select.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { offerUndo } from '../undo/undo-offer.ts';
import { CREDENTIAL } from '../words.ts';

type Fields = { email: string; slackUserId: string; onCall: string; credential: string } & Pick<
  ContactView,
  'away'
> &
  Pick<ContactView['duties'], 'medicalDirector' | 'safeguarding'>;

const CREDENTIALS: readonly (readonly [string, string])[] = [
  ['', 'None'],
  ...Object.entries(CREDENTIAL),
];

/** How a person is reached, and what they are called for. */
export function ContactDialog({ person, onClose }: { person: PersonView; onClose(): void }) {
  const save = usePeopleStep();
  const [fields, setFields] = useState(() => fieldsOf(person));
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  return (
    <Dialog title={`Contact and duties of ${person.firstName}`} isOpen onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const path = `/people/${person.id}/contact`;
          const before = contactOf(fieldsOf(person));
          save.mutate(
            { path, body: contactOf(fields) },
            {
              onSuccess: () => {
                onClose();
                offerUndo({
                  done: `Contact and duties of ${person.firstName} are saved.`,
                  undo: () => save.mutateAsync({ path, body: before }),
                  undone: `Contact and duties of ${person.firstName} are as they were.`,
                });
              },
            },
          );
        }}
      >
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          hint="Pages go there. They hold no patient's words."
          missing="An address such as ana@clinic.example."
          value={fields.email}
          onChange={(email) => change({ email })}
        />
        <TextField
          label="Slack member ID"
          autoComplete="off"
          hint="In their Slack profile, under the three dots: “Copy member ID”. Whoever has it acts on Slack as this person."
          pattern="\s*[UuWw][A-Za-z0-9]{6,20}\s*"
          missing="A member ID such as U012AB3CD."
          value={fields.slackUserId}
          onChange={(slackUserId) => change({ slackUserId })}
        />
        <TextField
          label="Place in the on-call order"
          hint="1 is called first. Empty: not on call."
          inputMode="numeric"
          pattern="[1-9][0-9]?"
          missing="A number from 1 to 99, or nothing."
          value={fields.onCall}
          onChange={(onCall) => change({ onCall })}
        />
        <Select
          label="Credential"
          hint="Lets them approve what an answer says as a clinician. Ask for proof first."
          value={fields.credential}
          options={CREDENTIALS}
          onChange={(credential) => change({ credential })}
        />
        <Checkbox
          isSelected={fields.medicalDirector}
          onChange={(medicalDirector) => change({ medicalDirector })}
          hint="Called when the people on call did not come."
        >
          Medical director
        </Checkbox>
        <Checkbox
          isSelected={fields.safeguarding}
          onChange={(safeguarding) => change({ safeguarding })}
          hint="Called first when abuse was disclosed."
        >
          Safeguarding lead
        </Checkbox>
        <Checkbox
          isSelected={fields.away}
          onChange={(away) => change({ away })}
          hint="Not paged until they are back, unless nobody else is left."
        >
          Away
        </Checkbox>
        <ProblemNotice problem={save.error} />
        <div className="actions end">
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" isPending={save.isPending}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function fieldsOf({ email, slackUserId, away, duties, credential }: PersonView): Fields {
  const { onCall, medicalDirector, safeguarding } = duties;
  return {
    email: email ?? '',
    slackUserId: slackUserId ?? '',
    onCall: onCall === null ? '' : String(onCall),
    medicalDirector,
    safeguarding,
    away,
    credential: credential ?? '',
  };
}

function contactOf({ onCall, medicalDirector, safeguarding, ...rest }: Fields) {
  return {
    ...rest,
    duties: { onCall: onCall === '' ? null : Number(onCall), medicalDirector, safeguarding },
  };
}
