import { useState } from 'react';
import type { BatchView } from '../../wire/examples.ts';
import { useExampleStep } from '../api/examples.ts';
import { Button } from '../parts/controls/button.tsx';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Moment } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { count } from '../preview/preview-words.ts';

type Props = { batches: readonly BatchView[]; canRollBack: boolean };

const LIVE = 'went-live';

/** What went live, and the way back. */
export function Batches({ batches, canRollBack }: Props) {
  const [asking, ask] = useState(false);
  if (batches.length === 0) return null;
  return (
    <section className="section" aria-labelledby={LIVE}>
      <div className="page-title">
        <h2 id={LIVE} tabIndex={-1}>
          Went live <span className="tally">{batches.length}</span>
        </h2>
        {canRollBack && <Button onPress={() => ask(true)}>Take the newest back</Button>}
      </div>
      <ul className="example-list">
        {batches.map((batch) => (
          <li key={batch.at}>
            <BatchLine batch={batch} />
          </li>
        ))}
      </ul>
      <TakeBack isOpen={asking} onClose={() => ask(false)} />
    </section>
  );
}

function BatchLine({ batch: { at, by, examples, isLive, takenBack } }: { batch: BatchView }) {
  return (
    <>
      <details className="example-words">
        <summary>
          {count(examples.length, 'example')}, put live by {by.firstName}, <Moment at={at} />
        </summary>
        <ul className="batch-examples">
          {examples.map(({ id, text, intent, locale }) => (
            <li key={id}>
              <span lang={locale}>“{text}”</span> <code>{intent}</code>
            </li>
          ))}
        </ul>
        {takenBack && (
          <p className="muted">
            Taken back by {takenBack.by.firstName}, <Moment at={takenBack.at} />
          </p>
        )}
      </details>
      <Pill tone={isLive ? 'ok' : 'neutral'}>{isLive ? 'Live' : 'Taken back'}</Pill>
    </>
  );
}

function TakeBack({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const rollback = useExampleStep();
  return (
    <ConfirmDialog
      title="Take the newest examples back?"
      confirm="Take them back"
      danger
      isOpen={isOpen}
      isPending={rollback.isPending}
      onClose={onClose}
      onConfirm={() =>
        rollback.mutate(
          { step: 'rollback' },
          {
            onSuccess: () => {
              onClose();
              void focusOn(LIVE);
            },
          },
        )
      }
    >
      <p>
        From the next question on the bot understands patients as it did before. The examples wait
        again, so that you can drop or keep each.
      </p>
      <ProblemNotice problem={rollback.error} />
    </ConfirmDialog>
  );
}
