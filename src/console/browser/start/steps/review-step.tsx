import { useState } from 'react';
import type { StartAnswer, StartView } from '../../../wire/start.ts';
import { useStartStep } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ConfirmDialog } from '../../parts/controls/dialog.tsx';
import { Empty } from '../../parts/display/empty.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { ReviewOne } from '../review-one.tsx';

const keyOf = ({ locale, id }: Pick<StartAnswer, 'locale' | 'id'>) => `${locale} ${id}`;
const isLeft = ({ state }: StartAnswer) => state === 'open' || state === 'waiting';

/** The starter bank, one answer after another. Where it was left is where it goes on. */
export function ReviewStep({ start: { answers, approvals } }: { start: StartView }) {
  const left = answers.filter(isLeft);
  const [chosen, choose] = useState<string>();
  const picked = answers.find((one) => keyOf(one) === chosen);
  const here = left.length > 0 ? (picked ?? firstOf(answers)) : undefined;
  const go = (by: 1 | -1) => here && choose(neighbour(answers, here, by));
  return (
    <>
      <Progress answers={answers} approvals={approvals} />
      {here ? (
        <ReviewOne
          key={keyOf(here)}
          item={here}
          left={left.length}
          next={() => go(1)}
          before={() => go(-1)}
        />
      ) : (
        <Empty title="Every answer is decided.">
          What is left to staff can be approved at any time: it is under Review.
        </Empty>
      )}
      {left.length > 0 && <PutOffAll left={left} />}
    </>
  );
}

/** What nobody has read yet comes before what waits for another’s approval. */
function firstOf(answers: StartAnswer[]): StartAnswer | undefined {
  return answers.find(({ state }) => state === 'open') ?? answers.find(isLeft);
}

/** The nearest one that is not decided, round the end if need be; the same where there is no other. */
function neighbour(answers: StartAnswer[], here: StartAnswer, by: 1 | -1): string {
  const place = answers.indexOf(here);
  const round = [...answers.slice(place + 1), ...answers.slice(0, place)];
  const other = (by === 1 ? round : round.reverse()).find(isLeft);
  return keyOf(other ?? here);
}

const COUNTED = [
  ['approved', 'approved'],
  ['waiting', 'wait for another approval'],
  ['put_off', 'left to staff'],
  ['gone', 'taken back'],
  ['open', 'to read'],
] as const;

function Progress({ answers, approvals }: Pick<StartView, 'answers' | 'approvals'>) {
  const count = (state: StartAnswer['state']) =>
    answers.filter((answer) => answer.state === state).length;
  const decided = answers.filter((answer) => !isLeft(answer)).length;
  return (
    <section className="card" aria-labelledby="review-progress">
      <h2 id="review-progress">
        {decided} of {answers.length} are decided
      </h2>
      <progress value={decided} max={answers.length} aria-labelledby="review-progress" />
      <p className="muted">
        {COUNTED.filter(([state]) => count(state) > 0)
          .map(([state, words]) => `${count(state)} ${words}`)
          .join(', ')}
        .
      </p>
      <p className="hint">
        Live mode sends an answer once{' '}
        {approvals === 1 ? 'one person has' : `${approvals} people have`} approved it. What you
        leave to staff gets no answer: its questions become tickets. English comes first, texts for
        staff come last.
      </p>
    </section>
  );
}

function PutOffAll({ left }: { left: StartAnswer[] }) {
  const putOff = useStartStep('put-off');
  const [asking, ask] = useState(false);
  return (
    <>
      <div className="actions">
        <Button look="quiet" onPress={() => ask(true)}>
          Leave the other {left.length} to staff for now
        </Button>
      </div>
      <ConfirmDialog
        title={`Leave ${left.length} answers to staff?`}
        confirm="Leave them to staff"
        isOpen={asking}
        isPending={putOff.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          putOff.mutate(
            { answers: left.map(({ id, locale }) => ({ id, locale })) },
            { onSuccess: () => ask(false) },
          )
        }
      >
        <p>
          In live mode these questions get no answer: each becomes a ticket. You can approve the
          answers later, one by one, and each is sent from then on.
        </p>
        <ProblemNotice problem={putOff.error} />
      </ConfirmDialog>
    </>
  );
}
