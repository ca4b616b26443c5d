import { Link } from 'wouter';
import { useDraftTargets } from '../../../api/desk.ts';
import { Button } from '../../../parts/controls/button.tsx';
import { Select } from '../../../parts/controls/select.tsx';
import { Notice } from '../../../parts/display/notice.tsx';

type Props = {
  /** The answer itself: its own questions are not answered twice. */
  id: string;
  intents: string[];
  locale: string;
  onChange(intents: string[]): void;
};

/** Which questions the answer is for. */
export function IntentFields({ id: own, intents, locale, onChange }: Props) {
  const catalogue = useDraftTargets(locale).data?.targets ?? [];
  const about = (id: string) => catalogue.find(({ intent }) => intent === id)?.about ?? id;
  const other = (id: string) => {
    const answer = catalogue.find(({ intent }) => intent === id)?.answer;
    return answer && answer.id !== own ? answer.title : undefined;
  };
  const free = catalogue.filter(({ intent }) => !intents.includes(intent));
  return (
    <fieldset className="group">
      <legend className="label">Answers these questions</legend>
      <ul className="chosen">
        {intents.map((id) => (
          <li key={id}>
            <span>
              {about(id)} <code>{id}</code>
              {other(id) && (
                <span className="field-error taken">Answered by “{other(id)}” already.</span>
              )}
            </span>
            <Button
              look="quiet"
              aria-label={`Remove: ${about(id)}`}
              onPress={() => onChange(intents.filter((other) => other !== id))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {intents.length === 0 && <p className="field-error">Choose at least one question.</p>}
      <Select
        label="Add a question"
        value=""
        options={[
          ['', 'Choose…'],
          ...free.map(
            ({ intent, about: words }) =>
              [
                intent,
                other(intent)
                  ? `${words} (answered by “${other(intent)}”)`
                  : `${words} (${intent})`,
              ] as const,
          ),
        ]}
        onChange={(id) => id !== '' && onChange([...intents, id])}
      />
    </fieldset>
  );
}

/** Says so when a question has an answer already: two answers to one question are refused. */
export function AnsweredAlready({ intent, locale }: { intent: string; locale: string }) {
  const targets = useDraftTargets(locale).data?.targets ?? [];
  const answer = targets.find((target) => target.intent === intent)?.answer;
  if (!answer) return null;
  return (
    <Notice tone="warn">
      <p>
        This question is answered already, by{' '}
        <Link href={`/answers/${locale}/${answer.id}/edit`}>{answer.title}</Link>. Change that
        answer instead: a question has one answer.
      </p>
    </Notice>
  );
}
