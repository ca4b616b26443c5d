import { type Change, createTree, type Folder } from './disk-tree.ts';
import type { Step } from './steps.ts';

export type Disk = {
  /** The folder as it may be found when the power is cut before step `at`. */
  after(at: number, survives: Survival): Folder;
};

/** What becomes of a change that no sync has made last: it is there, it is not, or half of its bytes are, or zeros. */
export type Survival = () => Fate;
type Fate = 'kept' | 'gone' | 'torn' | 'zeros';

/** All that had changed of a thing before it began is there for good once it has ended. */
type Sync = { of: number; began: number; ended: number };

/** Reads a recording into what a disk that obeys `fsync`, and promises nothing else, may hold at every moment of it. */
export function createDisk(steps: readonly Step[]): Disk {
  const { changes, syncs } = readSteps(steps);
  const isKept = (change: Change, at: number) =>
    syncs.some(({ of, began, ended }) => of === change.of && began > change.at && ended < at);
  return {
    after(at, survives) {
      const tree = createTree();
      for (const change of changes.filter((one) => one.at < at)) {
        const left = leftOf(change, isKept(change, at) ? 'kept' : survives());
        if (left) tree.apply(left);
      }
      return tree.folder();
    },
  };
}

function readSteps(steps: readonly Step[]): { changes: Change[]; syncs: Sync[] } {
  const changes: Change[] = [];
  const syncs: Sync[] = [];
  const tree = createTree();
  const begun = new Map<string, number>();
  const opened = new Map<string, number>();
  const read = {
    begin: ({ id }: Extract<Step, { at: 'begin' }>, at: number) => void begun.set(id, at),
    acknowledged: () => undefined,
    found: (step: Extract<Step, { at: 'found' }>, at: number) => {
      changes.push(...tree.adopt(step, at));
    },
    end: ({ id, deed }: Extract<Step, { at: 'end' }>, at: number) => {
      const made = tree.changesOf(deed, { at, opened });
      for (const one of made) tree.apply(one);
      changes.push(...made);
      if (deed.kind !== 'sync') return;
      syncs.push({ of: opened.get(deed.handle) ?? -1, began: begun.get(id) ?? 0, ended: at });
    },
  };
  for (const [at, step] of steps.entries()) read[step.at](step as never, at);
  return { changes, syncs };
}

function leftOf(change: Change, fate: Fate): Change | undefined {
  if (fate === 'kept') return change;
  if (fate === 'gone' || change.kind !== 'bytes') return undefined;
  const { bytes } = change;
  const half = Buffer.from(bytes.subarray(0, bytes.length / 2));
  return { ...change, bytes: fate === 'torn' ? half : Buffer.alloc(bytes.length) };
}
