import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import { TOPIC } from '../../../ticket-words.ts';
import type { DraftTarget, MadeDraft } from '../../../wire/answers.ts';
import { useDraftTargets, useMakeDraft } from '../../api/desk.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Select } from '../../parts/controls/select.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { useStaff } from '../../parts/use-staff.ts';

type Message = { number: number; seq: number; locale: string };

/** A good reply becomes a draft of the bank: for patients, or as a text for staff. Others read it before it is used. */
export function DraftDialog({ message, onClose }: { message: Message; onClose(): void }) {
  const targets = useDraftTargets(message.locale);
  const make = useMakeDraft(message);
  return (
    <Dialog title="Make this reply an answer draft" isOpen onClose={onClose}>
      {make.data ? (
        <Made made={make.data} onClose={onClose} />
      ) : (
        <Loaded query={targets} lines={3}>
          {({ targets: all }) => <Choose targets={all} make={make} onClose={onClose} />}
        </Loaded>
      )}
    </Dialog>
  );
}

type Use = 'patients' | 'staff';

function Choose({
  targets,
  make,
  onClose,
}: {
  targets: DraftTarget[];
  make: ReturnType<typeof useMakeDraft>;
  onClose(): void;
}) {
  const [use, setUse] = useState<Use>('patients');
  const [intent, setIntent] = useState('');
  const [title, setTitle] = useState('');
  const target = targets.find((one) => one.intent === intent);
  const isReady = title.trim() !== '' && (use === 'staff' || target !== undefined);
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) make.mutate(bodyOf({ use, target, title: title.trim() }));
      }}
    >
      <p className="muted">
        Numbers, names and addresses are taken out. You wrote it: others approve it.
      </p>
      <UseField use={use} onChange={setUse} />
      {use === 'patients' && (
        <Select
          label="Which question it answers"
          value={intent}
          options={[['', 'Choose…'], ...targets.map((one) => [one.intent, inList(one)] as const)]}
          onChange={(chosen) => {
            setIntent(chosen);
            setTitle(targets.find((one) => one.intent === chosen)?.answer?.title ?? title);
          }}
        />
      )}
      {use === 'patients' && target && (
        <Notice>
          {target.answer
            ? `It becomes a new wording of “${target.answer.title}”. Patients read the old one until this is approved.`
            : 'This question has no answer yet. It becomes a new one.'}
        </Notice>
      )}
      <TextField
        label="Title"
        isRequired
        missing="Give it a title."
        maxLength={80}
        value={title}
        onChange={setTitle}
      />
      <ProblemNotice problem={make.error} />
      <div className="actions end">
        <Button look="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button look="primary" type="submit" isDisabled={!isReady} isPending={make.isPending}>
          Make the draft
        </Button>
      </div>
    </Form>
  );
}

function UseField({ use, onChange }: { use: Use; onChange(use: Use): void }) {
  const choices = [
    ['patients', 'An answer that the bot gives'],
    ['staff', 'A canned text that staff insert'],
  ] as const;
  return (
    <fieldset className="group">
      <legend className="label">What it becomes</legend>
      {choices.map(([value, words]) => (
        <label key={value} className="choice">
          <input type="radio" name="use" checked={use === value} onChange={() => onChange(value)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is wrong is mended in the editor, by those who own the answers. */
function Made({ made, onClose }: { made: MadeDraft; onClose(): void }) {
  const { role } = useStaff();
  return (
    <>
      <Notice tone="ok">
        {role === 'responder'
          ? 'It is a draft under Answers now. A moderator goes on with it.'
          : 'It is a draft under Answers now.'}
      </Notice>
      {made.problems.length > 0 && (
        <>
          <p className="strong">Before it can go to review:</p>
          <ul className="problems">
            {made.problems.map(({ field, rule, problem, excerpt }) => (
              <li key={`${field} ${rule} ${problem} ${excerpt ?? ''}`}>
                {problem}
                {excerpt && <q>{excerpt}</q>}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="actions end">
        {role !== 'responder' && (
          <Link className="button plain" href={`/answers/${made.locale}/${made.id}`}>
            Open the draft
          </Link>
        )}
        <Button look="primary" onPress={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}

function inList({ topic, about }: DraftTarget): string {
  return `${TOPIC[topic]}: ${about}`;
}

type Wanted = { use: Use; target: DraftTarget | undefined; title: string };

function bodyOf({ use, target, title }: Wanted): object {
  if (use === 'staff') return { use, title, id: `canned.${slugOf(title)}` };
  const intent = target?.intent ?? '';
  return { use, title, intent, id: target?.answer?.id ?? intent.replaceAll('_', '-') };
}

function slugOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'text';
}
