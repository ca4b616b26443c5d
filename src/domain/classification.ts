import { z } from 'zod';
import { IntentId } from './ids.ts';
import type { Topic } from './topic.ts';

export const RankedIntent = z.object({
  intent: IntentId,
  /** Calibrated to 0..1 and comparable between intents. */
  confidence: z.number().min(0).max(1),
});
export type RankedIntent = z.infer<typeof RankedIntent>;

/** What the classifier says of one question; `ranked` holds the best intents, best first. */
export type Classification =
  | { kind: 'confident'; intent: IntentId; ranked: RankedIntent[] }
  | { kind: 'ambiguous'; candidates: IntentId[]; ranked: RankedIntent[] }
  | { kind: 'out_of_scope'; ranked: RankedIntent[] }
  | { kind: 'abstained'; ranked: RankedIntent[] };

/** How likely each topic is (0 to 1, together 1) to somebody else than the classifier. */
export type SecondOpinion = (text: string) => Readonly<Record<Topic, number>>;

export type Classifier = {
  classify(text: string): Classification;
  /** Changes whenever examples, settings or code that decide change. */
  readonly version: string;
};
