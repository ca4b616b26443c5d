import { setImmediate as breathe } from 'node:timers/promises';
import type { DecidedGap } from '../../domain/gaps.ts';
import { sha256 } from '../../shared/ids.ts';
import type { UnmetTurn } from './gap-group.ts';
import { createGroups, type Grouped } from './group-by-likeness.ts';
import type { Likeness, Thumbprint } from './likeness.ts';

const SLICE_MS = 8;
const ID_LENGTH = 16;

export type Grouping = {
  /** The groups of these turns. Those that came since the last time are added; anything else groups anew, in slices. */
  of(turns: readonly UnmetTurn[], decided: readonly DecidedGap[]): Promise<Grouped<UnmetTurn>[]>;
};

/** Keeps the groups from one reading to the next. */
export function createGrouping(likeness: Likeness): Grouping {
  let groups = createGroups<UnmetTurn>(likeness, []);
  let added: string[] = [];
  let seeds = '';
  let running: Promise<unknown> = Promise.resolve();

  const add = (turn: UnmetTurn, key: string) => {
    const thumbprint = likeness.thumbprint(turn.unmet.text);
    groups.add(turn, { id: groupId(thumbprint), thumbprint });
    added.push(key);
  };
  const group = async (turns: readonly UnmetTurn[], decided: readonly DecidedGap[]) => {
    const ordered = turns.map((turn) => ({ turn, key: keyOf(turn) })).sort(byKey);
    const wanted = decided.map(({ id }) => id).join(' ');
    const goesOn = wanted === seeds && added.every((key, at) => ordered[at]?.key === key);
    if (!goesOn) {
      groups = createGroups(likeness, decided);
      added = [];
      seeds = wanted;
    }
    let startedAt = performance.now();
    for (const { turn, key } of ordered.slice(added.length)) {
      add(turn, key);
      if (performance.now() - startedAt < SLICE_MS) continue;
      await breathe();
      startedAt = performance.now();
    }
    return groups.groups();
  };
  return {
    of(turns, decided) {
      const next = running.then(() => group(turns, decided));
      running = next.catch(() => undefined);
      return next;
    },
  };
}

function groupId(thumbprint: Thumbprint): string {
  return `g_${sha256(thumbprint.join(' ')).slice(0, ID_LENGTH)}`;
}

/** By the time it became known, so that what comes later is last. */
function keyOf({ unmet, conversation, seq }: UnmetTurn): string {
  return `${unmet.at} ${conversation} ${seq} ${unmet.kind}`;
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}
