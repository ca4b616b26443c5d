import { z } from 'zod';

/** What the safety gate can find in a message. */
export const Concern = z.enum([
  'emergency',
  'overdose',
  'self_harm',
  'abuse_disclosed',
  'side_effect_now',
  'dose',
  'schedule',
  'interaction',
  'pregnancy',
  'personal_advice',
  'minor',
  'procurement',
  'conduct',
]);
export type Concern = z.infer<typeof Concern>;

export const Urgency = z.enum(['emergency', 'urgent', 'routine']);
export type Urgency = z.infer<typeof Urgency>;

/** The policy's levels: 0 is danger to life now, 6 is conduct. A smaller level always wins. */
export const Level = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(6),
]);
export type Level = z.infer<typeof Level>;

/** Changes how a message is answered, never how serious it is. */
export const Modifier = z.enum([
  'private_details',
  'injection',
  'hypothetical',
  'past',
  'crisis_lines',
  /** It looks a little like a concern: unless its answer is certain, a person reads it. */
  'doubtful',
  /** A part of the gate broke: whatever the message says, a person reads it. */
  'gate_failed',
]);
export type Modifier = z.infer<typeof Modifier>;

export const FoundConcern = z.object({
  concern: Concern,
  level: Level,
  urgency: Urgency,
  /** Which of the two independent detectors saw it. */
  detector: z.enum(['rule', 'classifier', 'follow_up']),
  /** The rule's or family's name, never the patient's words. */
  cue: z.string(),
});
export type FoundConcern = z.infer<typeof FoundConcern>;

export type SafetyVerdict = {
  /** Most serious first, by the policy's priorities; empty when the gate is clear. */
  concerns: FoundConcern[];
  modifiers: Modifier[];
};

export type SafetyInput = {
  /** The message as typed, cleaned of control characters. */
  text: string;
  /** Earlier messages of the same patient inside the window, oldest first, at most seven. */
  recent: string[];
  /** Concerns of the turn before, so that "so just the one?" after a dose refusal is dose. */
  previousConcerns: Concern[];
};

/** Rules and classifier on one message and its window. Waits for nothing; may throw, and then the caller escalates. */
export type SafetyGate = {
  check(input: SafetyInput): SafetyVerdict;
  /** Names the rules and the model, for the safety case. */
  readonly version: string;
};
