import { useLocation } from 'wouter';
import type { AnswerView, RevisionView } from '../../wire/answers.ts';
import type { StartAnswer } from '../../wire/start.ts';
import { shownRevisions } from '../answers/answer-page.tsx';
import { GivenBy } from '../answers/life/approve-panel.tsx';
import { TakeBack } from '../answers/life/take-back.tsx';
import { RevisionPreview } from '../answers/preview/revision-preview.tsx';
import { useAnswer, useAnswerStep } from '../api/answers.ts';
import { useStartStep } from '../api/start.ts';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { Button, ButtonLink } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { APPROVAL, LANGUAGE } from '../words.ts';

type Props = {
  item: StartAnswer;
  left: number;
  next(): void;
  before(): void;
};

/** One answer, and what can become of it. */
export function ReviewOne({ item, ...props }: Props) {
  return (
    <section className="card" aria-labelledby="review-one">
      <h2 id="review-one">{item.title}</h2>
      <p className="muted">
        {LANGUAGE[item.locale]}
        {item.forStaff ? ', a text that only staff send' : ''} · <code>{item.id}</code>
      </p>
      <Loaded query={useAnswer(item)} lines={6}>
        {(answer) => <Decide answer={answer} item={item} {...props} />}
      </Loaded>
    </section>
  );
}

function Decide({ answer, item, left, next, before }: Props & { answer: AnswerView }) {
  const { live, pending } = shownRevisions(answer);
  if (!live) return <Notice>This answer was taken back: its questions go to staff.</Notice>;
  return (
    <>
      <RevisionPreview answer={answer} revision={live} />
      {pending.length > 0 && (
        <Notice>
          <p>
            Another text is on its way. When it is approved and published, it stands in place of
            this one.
          </p>
          <ButtonLink href={`/answers/${answer.locale}/${answer.id}`}>Look at it</ButtonLink>
        </Notice>
      )}
      <Presses answer={answer} live={live} item={item} next={next} before={before} left={left} />
    </>
  );
}

type PressProps = Props & { answer: AnswerView; live: RevisionView };

function Presses({ answer, live, item, left, next, before }: PressProps) {
  const give = useAnswerStep(answer);
  const putOff = useStartStep('put-off');
  const [, go] = useLocation();
  const edit = `/answers/${answer.locale}/${answer.id}/edit`;
  const { kinds, whyNot } = live.approve;
  const approve = (kind: (typeof kinds)[number]) => {
    const { contentHash, number } = live;
    give.mutate({ step: `revisions/${number}/approve`, kind, contentHash }, { onSuccess: next });
  };
  const leave = () =>
    putOff.mutate({ answers: [{ id: item.id, locale: item.locale }] }, { onSuccess: next });
  const [first] = kinds;
  useShortcuts('firstReview', {
    approve: doing(() => first && approve(first)),
    leave: doing(leave),
    change: doing(() => go(edit)),
    next: doing(next),
    before: doing(before),
  });
  return (
    <>
      {live.approvals.length > 0 && (
        <ul className="plain-list">
          {live.approvals.map((one) => (
            <li key={one.kind}>
              <GivenBy approval={one} />
            </li>
          ))}
        </ul>
      )}
      {whyNot && <Notice>{whyNot}</Notice>}
      <ProblemNotice problem={give.error ?? putOff.error} />
      <div className="actions">
        {kinds.map((kind) => (
          <Button
            key={kind}
            look={kind === first ? 'primary' : 'plain'}
            isPending={give.isPending}
            onPress={() => approve(kind)}
          >
            Approve: {APPROVAL[kind].toLowerCase()}
          </Button>
        ))}
        <Button isPending={putOff.isPending} onPress={leave}>
          {item.forStaff ? 'Decide later' : 'Leave to staff for now'}
        </Button>
        <ButtonLink href={edit}>Change the text</ButtonLink>
        <TakeBack answer={answer} number={live.number} />
      </div>
      <div className="actions start-walk">
        <Button look="quiet" onPress={before}>
          ← Before
        </Button>
        <Button look="quiet" onPress={next}>
          Next →
        </Button>
        <span className="hint wide-only">
          {left} left. Press <kbd>?</kbd> for the keys. An approval cannot be taken back.
        </span>
      </div>
    </>
  );
}

const doing = (act: () => void) => () => {
  act();
  return true;
};
