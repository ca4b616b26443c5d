import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Proportion } from '../../classifier/evaluate-own.ts';

/**
 * `least` or `most` is the gate: a figure beyond it fails the command, so that nothing gets worse unseen. `policy` is
 * what the safety policy asks of a release.
 */
const Gate = z.object({
  least: z.number().optional(),
  most: z.number().optional(),
  policy: z.number().optional(),
});
const Gates = z.record(z.string(), Gate);
export type Gates = z.infer<typeof Gates>;

export function readGates(root: URL): Gates {
  const text = readFileSync(new URL('tests/evaluation/gates.json', root), 'utf8');
  return Gates.parse(JSON.parse(text));
}

export function passes(figure: Proportion | undefined, gate: Gates[string] | undefined): boolean {
  if (!figure || !gate || figure.of === 0) return true;
  return figure.share >= (gate.least ?? 0) && figure.share <= (gate.most ?? 1);
}
