import { TOPIC } from '../../ticket-words.ts';
import { useIntents } from '../api/answers.ts';

/** What an intent, or a topic alone, stands for; its id until that is read, and where nobody has said it. */
export function useIntentWords(): (id: string) => string {
  const intents = useIntents().data?.intents ?? [];
  const topics: Record<string, string> = TOPIC;
  return (wanted) => {
    const words = intents.find(({ id }) => id === wanted)?.about ?? topics[wanted];
    return words ? `“${words}”` : wanted;
  };
}
