import { z } from 'zod';
import type { IntentId } from './ids.ts';

export const Topic = z.enum([
  'provider',
  'insurance',
  'expect',
  'driving',
  'prep',
  'side_effects',
  'eligibility',
  'options',
  'evidence',
  'aftercare',
  'contact',
  'human',
  'smalltalk',
  'out_of_scope',
]);
export type Topic = z.infer<typeof Topic>;

/** The part of an intent's name before the dot. */
export function topicOf(intent: IntentId): Topic {
  return Topic.parse(intent.slice(0, intent.indexOf('.')));
}
