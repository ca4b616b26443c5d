import { useState } from 'react';
import type { DecidedGapView, GapDeed, GapView } from '../../wire/gaps.ts';
import { useDecide } from '../api/gaps.ts';
import { Button } from '../parts/controls/button.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Ago } from '../parts/display/time.tsx';
import { KeepQuestionDialog } from '../preview/keep-question-dialog.tsx';
import { LANGUAGE } from '../words.ts';
import { type Asked, DeedDialog } from './deed-dialog.tsx';
import { GapWhy } from './gap-why.tsx';
import { decisionWords, KIND, percent, times } from './gap-words.ts';
import { useIntentWords } from './use-intent-words.ts';

type Props = { gap: GapView; onDecided(decided: DecidedGapView, text: string): void };

/** One group of questions, and what can be done about it. */
export function GapCard({ gap, onDecided }: Props) {
  const [asked, setAsked] = useState<Asked>();
  const [isKeeping, setKeeping] = useState(false);
  const decide = useDecide();
  const send = (deed: GapDeed) =>
    decide.mutate(
      { id: gap.id, deed },
      {
        onSuccess(decided) {
          setAsked(undefined);
          onDecided(decided, gap.text);
        },
      },
    );
  const ask = (next: Asked | undefined) => {
    decide.reset();
    setAsked(next);
  };
  return (
    <article className="card gap" aria-labelledby={gap.id}>
      <h2 id={gap.id} lang={gap.locale}>
        <q>{gap.text}</q>
      </h2>
      <Facts gap={gap} />
      {gap.again && (
        <p>
          This was {decisionWords(gap.again)} by {gap.again.by.firstName} <Ago at={gap.again.at} />,
          and asked {times(gap.again.times)} since.
        </p>
      )}
      <GapWhy id={gap.id} />
      {asked === undefined && <ProblemNotice problem={decide.error} />}
      <div className="actions">
        <Button aria-label={`Add as example: ${gap.text}`} onPress={() => ask('example')}>
          Add as example
        </Button>
        <Button aria-label={`Draft an answer: ${gap.text}`} onPress={() => ask('drafted')}>
          Draft an answer
        </Button>
        <Button aria-label={`Out of scope: ${gap.text}`} onPress={() => ask('out_of_scope')}>
          Out of scope
        </Button>
        <Button
          look="quiet"
          aria-label={`Keep as a test question: ${gap.text}`}
          onPress={() => setKeeping(true)}
        >
          Keep as a test question
        </Button>
        <Button
          look="quiet"
          aria-label={`Dismiss: ${gap.text}`}
          isPending={decide.isPending && asked === undefined}
          onPress={() => send({ decision: 'dismissed' })}
        >
          Dismiss
        </Button>
      </div>
      {isKeeping && (
        <KeepQuestionDialog change={gap} from="gap" onClose={() => setKeeping(false)} />
      )}
      <DeedDialog
        gap={gap}
        asked={asked}
        isPending={decide.isPending}
        problem={decide.error}
        onClose={() => ask(undefined)}
        onDeed={send}
      />
    </article>
  );
}

function Facts({ gap }: { gap: GapView }) {
  const { asked, patients, lastAt, locale, kinds, guess } = gap;
  const wordsOf = useIntentWords();
  const found = Object.entries(kinds).filter(([, count]) => count > 0) as [
    keyof typeof kinds,
    number,
  ][];
  return (
    <>
      <p className="gap-facts">
        <span className="strong">Asked {times(asked)}</span>
        {patients < asked && (
          <span>by {patients === 1 ? 'one patient' : `${patients} patients`}</span>
        )}
        <span>
          {asked > 1 ? 'last ' : ''}
          <Ago at={lastAt} />
        </span>
        {locale !== 'en' && <span>{LANGUAGE[locale]}</span>}
      </p>
      <p className="gap-facts">
        {found.map(([kind, count]) => (
          <Pill key={kind} tone={kind === 'not_helped' ? 'warn' : 'neutral'}>
            {KIND[kind]}
            {asked > 1 && found.length > 1 ? ` ${count}` : ''}
          </Pill>
        ))}
        {guess && (
          <span className="muted">
            Best guess: {wordsOf(guess.intent)}, {percent(guess.confidence)} sure
          </span>
        )}
      </p>
    </>
  );
}
