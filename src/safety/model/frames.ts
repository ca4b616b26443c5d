import { parse } from 'yaml';
import { z } from 'zod';
import { sha256 } from '../../shared/ids.ts';
import type { TrainingText } from './load-training-texts.ts';

const Frames = z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) });
export type Frames = z.infer<typeof Frames>;

/** Reads the text of `frames.yaml`; throws when it is not a list of what stands before and after. */
export function readFrames(file: string): Frames {
  return Frames.parse(parse(file));
}

/** Copies of a share of the texts, each with something before it, after it, or both; always the same ones. */
export function framedCopies(
  texts: readonly TrainingText[],
  { before, after }: Frames,
  share: number,
): { origin: number; copy: TrainingText }[] {
  return texts.flatMap((own, origin) => {
    const dice = Number.parseInt(sha256(own.text).slice(0, 12), 16);
    if ((dice % 1000) / 1000 >= share) return [];
    const front = dice % 3 === 0 ? '' : pick(before, dice >>> 4);
    const back = dice % 3 === 1 ? '' : pick(after, dice >>> 9);
    return [{ origin, copy: { ...own, text: front + own.text + back, ordinary: false } }];
  });
}

function pick(from: readonly string[], at: number): string {
  return from[at % from.length] ?? '';
}
