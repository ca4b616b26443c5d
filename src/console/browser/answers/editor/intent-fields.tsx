import { useIntents } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Select } from '../../parts/controls/select.tsx';

type Props = { intents: string[]; onChange(intents: string[]): void };

/** Which questions the answer is for. */
export function IntentFields({ intents, onChange }: Props) {
  const catalogue = useIntents().data?.intents ?? [];
  const about = (id: string) => catalogue.find((intent) => intent.id === id)?.about ?? id;
  const free = catalogue.filter(({ id, staffOnly }) => !staffOnly && !intents.includes(id));
  return (
    <fieldset className="group">
      <legend className="label">Answers these questions</legend>
      <ul className="chosen">
        {intents.map((id) => (
          <li key={id}>
            <span>
              {about(id)} <code>{id}</code>
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
          ...free.map(({ id, about: words }) => [id, `${words} (${id})`] as const),
        ]}
        onChange={(id) => id !== '' && onChange([...intents, id])}
      />
    </fieldset>
  );
}
