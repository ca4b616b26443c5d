import type { Instant } from '../../domain/ids.ts';
import type { Change, ChangeKind } from './compare/find-changes.ts';
import type { Count, SafetyFigure } from './compare/safety-figures.ts';

/** What a change would do to the questions that are tried. */
export type Preview = {
  asked: { test: number; past: number };
  /** Only the words of one answer change, so that no question can get another answer. */
  wordsOnly: boolean;
  counts: Record<ChangeKind, number>;
  /** Those that matter most first: worse ones, other answers, then other words. At most `MOST_SHOWN`. */
  changes: Change[];
  figures: SafetyFigure[];
  /** Of the test questions, those that get what is right. Says how good the change is and blocks nothing. */
  right: { before: Count; after: Count };
  madeAt: Instant;
};

export type PreviewState =
  | { state: 'running'; done: number; of: number }
  | { state: 'done'; preview: Preview }
  /** Somebody stopped it; it can be started again. */
  | { state: 'stopped' }
  /** The log says why; it can be started again. */
  | { state: 'failed' }
  | { state: 'no_such_revision' };

export const MOST_SHOWN = 200;
