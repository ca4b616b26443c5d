import { useId } from 'react';
import { TOPIC } from '../../ticket-words.ts';
import type { IntentView } from '../../wire/answers.ts';

type Props = {
  intents: readonly IntentView[];
  value: string;
  /** These stand above all topics, best first. */
  likely: readonly string[];
  onChange(intent: string): void;
};

/** The browser's own list, by topic: it can be searched by typing, and phones show it in their own way. */
export function IntentSelect({ intents, value, likely, onChange }: Props) {
  const id = useId();
  const first = likely.flatMap((wanted) => intents.find((intent) => intent.id === wanted) ?? []);
  const topics = [...new Set(intents.map(({ topic }) => topic))];
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        What the patient wants
      </label>
      <select
        id={id}
        className="input"
        value={value}
        required
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">Choose an intent …</option>
        {first.length > 0 && <Group label="Likeliest" intents={first} />}
        {topics.map((topic) => (
          <Group
            key={topic}
            label={TOPIC[topic]}
            intents={intents.filter((intent) => intent.topic === topic && !first.includes(intent))}
          />
        ))}
      </select>
    </div>
  );
}

function Group({ label, intents }: { label: string; intents: readonly IntentView[] }) {
  if (intents.length === 0) return null;
  return (
    <optgroup label={label}>
      {intents.map(({ id, about }) => (
        <option key={id} value={id}>
          {about} ({id})
        </option>
      ))}
    </optgroup>
  );
}
