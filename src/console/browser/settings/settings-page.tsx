import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link } from 'wouter';
import type { ChoicesView } from '../../wire/choices.ts';
import { useChoices, useSaveChoices } from '../api/choices.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { offerUndo } from '../undo/undo-offer.ts';

export function SettingsPage() {
  const choices = useChoices();
  return (
    <>
      <PageHeader title="Settings">
        <span>What an admin chooses while the program runs.</span>
      </PageHeader>
      <div className="pair">
        <section className="card" aria-labelledby="translations">
          <h2 id="translations">Translations</h2>
          <p>
            When an English answer gets other words, its translation may say something else. It is
            still sent for a while, so that someone can translate it anew. After that the question
            goes to staff.
          </p>
          <Loaded query={choices} lines={2}>
            {(found) => <Grace choices={found} />}
          </Loaded>
        </section>
      </div>
    </>
  );
}

function Grace({ choices }: { choices: ChoicesView }) {
  const save = useSaveChoices();
  const [days, setDays] = useState(String(choices.translationGraceDays));
  const most = choices.mostGraceDays;
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const before = choices.translationGraceDays;
        save.mutate(
          { translationGraceDays: Number(days) },
          {
            onSuccess: () =>
              offerUndo({
                done: 'Saved. It holds from the next question on.',
                undo: async () => {
                  await save.mutateAsync({ translationGraceDays: before });
                  setDays(String(before));
                },
                undone: `It is ${before} days again.`,
              }),
          },
        );
      }}
    >
      <TextField
        label="Days that an outdated translation is still sent"
        hint={`0 to ${most}. With 0 it is withheld at once. A translation of words that were withdrawn as wrong always is.`}
        inputMode="numeric"
        isRequired
        validate={(given) => (isDays(given, most) ? true : `A whole number from 0 to ${most}.`)}
        value={days}
        onChange={(given) => {
          save.reset();
          setDays(given.trim());
        }}
      />
      <p className="muted">
        {stateOf(choices)}{' '}
        {choices.outdated + choices.withheld > 0 && (
          <Link href="/review">Bring them up to date</Link>
        )}
      </p>
      <ProblemNotice problem={save.error} />
      <div className="actions">
        <Button look="primary" type="submit" isPending={save.isPending}>
          Save
        </Button>
      </div>
    </Form>
  );
}

function isDays(given: string, most: number): boolean {
  return /^\d{1,3}$/.test(given) && Number(given) <= most;
}

function stateOf({ outdated, withheld }: ChoicesView): string {
  if (outdated + withheld === 0) return 'No translation is outdated now.';
  return `Outdated now: ${outdated} still sent, ${withheld} withheld.`;
}
