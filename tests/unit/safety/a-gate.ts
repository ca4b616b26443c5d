import { fileURLToPath } from 'node:url';
import type {
  FoundConcern,
  Modifier,
  SafetyGate,
  SafetyVerdict,
} from '../../../src/domain/concern.ts';
import { createSafetyGate } from '../../../src/safety/create-safety-gate.ts';

/** The gate as the program has it. The trained model is kept where the program keeps it, so only one test file trains. */
export function aGate(): SafetyGate {
  return createSafetyGate({
    cacheFolder: fileURLToPath(new URL('../../../dist/models/', import.meta.url)),
  });
}

export function check(gate: SafetyGate, text: string): SafetyVerdict {
  return gate.check({ text, recent: [], previousConcerns: [] });
}

/** Sends the messages one after the other and gives all that was found on the way. */
export function converse(gate: SafetyGate, messages: readonly string[]): SafetyVerdict {
  const concerns: FoundConcern[] = [];
  const modifiers: Modifier[] = [];
  let previousConcerns: FoundConcern['concern'][] = [];
  messages.forEach((text, at) => {
    const verdict = gate.check({ text, recent: messages.slice(0, at), previousConcerns });
    previousConcerns = verdict.concerns.map(({ concern }) => concern);
    concerns.push(...verdict.concerns);
    modifiers.push(...verdict.modifiers);
  });
  return { concerns, modifiers };
}
