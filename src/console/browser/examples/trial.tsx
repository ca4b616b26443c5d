import type { TrialView } from '../../wire/examples.ts';
import { useExampleStep } from '../api/examples.ts';
import { Button } from '../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { PreviewResult } from '../preview/preview-result.tsx';
import { count } from '../preview/preview-words.ts';
import { Progress } from '../preview/progress.tsx';
import { offerUndo } from '../undo/undo-offer.ts';
import { OUTCOME, STAGE } from './example-words.ts';

type Props = { trial: TrialView; waiting: number };

const TRIAL = 'trial';
const toHeading = { onSuccess: () => void focusOn(TRIAL) };

/** Tries out what waits, shows what would change, and puts it live. */
export function Trial({ trial, waiting }: Props) {
  const step = useExampleStep();
  const back = useExampleStep();
  const putLive = () =>
    step.mutateAsync({ step: 'publish' }).then(
      ({ canRollBack }) => {
        focusOn(TRIAL);
        if (!canRollBack) return;
        offerUndo({
          done: `${count(waiting, 'example')} went live.`,
          undo: () => back.mutateAsync({ step: 'rollback' }),
          undone: 'The bot understands patients as it did before. The examples wait again.',
        });
      },
      () => undefined, // the notice says what went wrong
    );
  const isRunning = trial.state === 'running';
  const isReady = trial.state === 'tried' && trial.outcome === 'ready' && trial.isFresh;
  if (waiting === 0 && !isRunning) return <ProblemNotice problem={step.error} />;
  return (
    <section className="section" aria-labelledby={TRIAL}>
      <h2 id={TRIAL} tabIndex={-1}>
        Try them out
      </h2>
      <p className="muted">
        The bot learns the examples that wait on the side, and is asked the test questions before
        and after. Patients notice nothing.
      </p>
      {isRunning && (
        <Progress
          label={STAGE[trial.stage]}
          done={trial.done}
          of={trial.of}
          onStop={() => step.mutate({ step: 'stop' })}
        />
      )}
      {trial.state === 'tried' && <Tried trial={trial} />}
      <ProblemNotice problem={step.error} />
      {!isRunning && (
        <div className="actions">
          {isReady && (
            <Button look="primary" isPending={step.isPending} onPress={putLive}>
              Put {count(waiting, 'example')} live
            </Button>
          )}
          <Button
            look={isReady ? 'plain' : 'primary'}
            isPending={step.isPending}
            onPress={() => step.mutate({ step: 'try' }, toHeading)}
          >
            {trial.state === 'tried' ? 'Try again' : `Try ${count(waiting, 'example')} out`}
          </Button>
        </div>
      )}
    </section>
  );
}

function Tried({ trial }: { trial: Extract<TrialView, { state: 'tried' }> }) {
  const { outcome, isFresh, why, preview } = trial;
  if (outcome !== 'ready' && outcome !== 'refused') {
    return <Notice tone={outcome === 'failed' ? 'danger' : 'info'}>{OUTCOME[outcome]}</Notice>;
  }
  if (!isFresh) {
    return <Notice>The examples changed since they were tried out. Try them out again.</Notice>;
  }
  return (
    <>
      {outcome === 'ready' ? (
        <Notice tone="ok">
          <p>No safety figure falls. Read what changes, then put the examples live.</p>
        </Notice>
      ) : (
        <Notice tone="danger">
          <p className="strong">These examples cannot go live: the bot would get worse.</p>
          <ul className="batch-examples">
            {why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p>Drop the examples that are filed under the wrong question, then try again.</p>
        </Notice>
      )}
      {preview && <PreviewResult result={preview} />}
    </>
  );
}
