import { TOPIC } from '../../ticket-words.ts';
import { useIntents } from '../api/answers.ts';
import { Select } from '../parts/controls/select.tsx';

type Props = { value: string; onChange(value: string): void };

/** What is right for a test question. */
export function ExpectSelect({ value, onChange }: Props) {
  const intents = useIntents().data?.intents ?? [];
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
