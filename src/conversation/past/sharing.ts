import type { PastTurn } from './past-turn.ts';

/** Past this many different lists the memory of them begins anew: what is held stays as it is. */
const MOST_LISTS = 50_000;

/** Gives turns the same list where they hold the same, which most do: a hundred thousand turns fit in a few megabytes. */
export function createSharing(): (turn: PastTurn) => PastTurn {
  const known = new Map<string, unknown>();
  const share = <Value>(value: Value): Value => {
    const key = JSON.stringify(value);
    const before = known.get(key);
    if (before !== undefined) return before as Value;
    if (known.size >= MOST_LISTS) known.clear();
    known.set(key, value);
    return value;
  };
  return (turn) => ({
    ...turn,
    conversation: share(turn.conversation),
    topics: share(turn.topics),
    intents: share(turn.intents.map(share)),
    answers: share(turn.answers.map(share)),
    concerns: share(turn.concerns),
    modifiers: share(turn.modifiers),
    tickets: share(turn.tickets),
  });
}
