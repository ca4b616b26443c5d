import type { ExampleView } from '../../wire/examples.ts';
import { useExampleStep } from '../api/examples.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { Ago } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { languageOf } from '../preview/preview-words.ts';
import { offerUndo, quoted } from '../undo/undo-offer.ts';
import { FROM } from './example-words.ts';

const WAITING = 'waiting';

/** Examples that nobody has put live. */
export function Pending({ examples }: { examples: readonly ExampleView[] }) {
  const drop = useExampleStep();
  const add = useExampleStep();
  const dropIt = ({ id, text, intent, locale, from }: ExampleView) =>
    drop.mutate(
      { step: 'drop', id },
      {
        onSuccess: () => {
          focusOn(WAITING);
          offerUndo({
            done: `The example ${quoted(text)} was dropped.`,
            undo: () => add.mutateAsync({ step: '', body: { text, intent, locale, from } }),
            undone: `The example ${quoted(text)} waits again, under your name.`,
          });
        },
      },
    );
  return (
    <section className="section" aria-labelledby={WAITING}>
      <h2 id={WAITING} tabIndex={-1}>
        Waiting {examples.length > 0 && <span className="tally">{examples.length}</span>}
      </h2>
      <ProblemNotice problem={drop.error} />
      {examples.length === 0 ? (
        <Empty title="No example waits">
          When the bot does not understand a question, add it from the gap list, or write one with
          “Add an example”. Nothing changes for patients until you put it live.
        </Empty>
      ) : (
        <ul className="example-list">
          {examples.map((example) => (
            <li key={example.id}>
              <Words example={example} />
              <Button
                look="quiet"
                aria-label={`Drop: ${example.text}`}
                isPending={drop.isPending}
                onPress={() => dropIt(example)}
              >
                Drop
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Words({ example: { text, intent, locale, by, at, from } }: { example: ExampleView }) {
  return (
    <div className="example-words">
      <p lang={locale}>“{text}”</p>
      <div className="change-foot">
        <code>{intent}</code>
        <span>{languageOf(locale)}</span>
        <span>{FROM[from]}</span>
        <span>
          {by.firstName}, <Ago at={at} />
        </span>
      </div>
    </div>
  );
}
