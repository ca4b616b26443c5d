import { useState } from 'react';
import { useExamples } from '../api/examples.ts';
import { Button } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { AddExampleDialog } from './add-example-dialog.tsx';
import { Batches } from './batches.tsx';
import { Pending } from './pending.tsx';
import { TestQuestions } from './test-questions.tsx';
import { Trial } from './trial.tsx';
import '../styles/preview.css';

/** What the classifier is to learn: collected, tried out, and put live together. */
export function ExamplesPage() {
  const examples = useExamples();
  const [adding, add] = useState(false);
  return (
    <>
      <PageHeader
        title="Examples"
        actions={
          <Button look="primary" onPress={() => add(true)}>
            Add an example
          </Button>
        }
      >
        <span>How patients ask. The bot learns from them which question is meant.</span>
      </PageHeader>
      <Loaded query={examples}>
        {(view) => (
          <>
            <Pending examples={view.pending} />
            <Trial trial={view.trial} waiting={view.pending.length} />
            <Batches batches={view.batches} canRollBack={view.canRollBack} />
          </>
        )}
      </Loaded>
      <TestQuestions />
      {adding && <AddExampleDialog onClose={() => add(false)} />}
    </>
  );
}
