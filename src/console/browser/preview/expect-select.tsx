import { TOPIC } from '../../ticket-words.ts';
import type { IntentView } from '../../wire/answers.ts';
import { useIntents } from '../api/answers.ts';
import { Select } from '../parts/controls/select.tsx';
import { Loaded } from '../parts/display/loaded.tsx';

type Props = { value: string; onChange(value: string): void };

/** What is right for a test question. */
export function ExpectSelect({ value, onChange }: Props) {
  return (
    <Loaded query={useIntents()} lines={1}>
      {({ intents }) => <Choose intents={intents} value={value} onChange={onChange} />}
    </Loaded>
  );
}

function Choose({ intents, value, onChange }: Props & { intents: readonly IntentView[] }) {
  const answerable = intents.filter(({ topic }) => topic !== 'out_of_scope');
  return (
    <Select
      label="What is right"
      value={value}
      onChange={onChange}
      options={[
        ['staff', 'It reaches staff'],
        ['out_of_scope', 'It is not answered: out of scope'],
        ...answerable.map(({ id, topic, about }) => [id, `${TOPIC[topic]}: ${about}`] as const),
      ]}
    />
  );
}
