import type { SafetyGate } from '../../domain/concern.ts';
import { LONGEST_EXAMPLE } from '../../domain/example.ts';
import type { IntentId } from '../../domain/ids.ts';
import type { FindNear } from './words/find-near.ts';
import { plainWords } from './words/plain-words.ts';

export type ExampleRefused = {
  kind: 'refused';
  rule:
    | 'words'
    | 'too_long'
    | 'concern'
    | 'identifier'
    | 'no_intent'
    | 'test_question'
    | 'duplicate'
    | 'too_many';
  /** Says what to do; without anybody's words. */
  problem: string;
};

export type ObjectionDeps = {
  gate: Pick<SafetyGate, 'check'>;
  redact(text: string): { found: string[] };
  intents: readonly IntentId[];
  /** The test question that says nearly the same. */
  nearestQuestion: FindNear;
  /** The intents that these very words stand for already, by `plainWords`. */
  known(words: string): IntentId | undefined;
};

/** Why the classifier may not learn this text for this intent; most serious first. */
export function findObjection(
  { text, intent }: { text: string; intent: IntentId },
  { gate, redact, intents, nearestQuestion, known }: ObjectionDeps,
): ExampleRefused | undefined {
  const words = plainWords(text).join(' ');
  if (words === '') return refused('words', 'An example has words. Write what a patient may ask.');
  if (text.length > LONGEST_EXAMPLE) {
    return refused('too_long', `An example has at most ${LONGEST_EXAMPLE} characters. Shorten it.`);
  }
  if (gate.check({ text, recent: [], previousConcerns: [] }).concerns.length > 0) {
    return refused(
      'concern',
      'The safety gate stops this before the classifier sees it: staff always get it. It cannot be an example.',
    );
  }
  if (redact(text).found.length > 0) {
    return refused(
      'identifier',
      'It holds something that may tell who a person is, such as a name or a number. Put other words there.',
    );
  }
  if (!intents.includes(intent)) {
    return refused('no_intent', 'This intent does not exist. Choose one from the list.');
  }
  if (nearestQuestion(text) !== undefined) {
    return refused(
      'test_question',
      'It is nearly a test question, and those must not train. Word it differently, or remove the test question.',
    );
  }
  const other = known(words);
  if (other === undefined) return undefined;
  return refused(
    'duplicate',
    other === intent
      ? `These words are an example of ${intent} already.`
      : `These words are an example of ${other}. One wording stands for one intent.`,
  );
}

export function refused(rule: ExampleRefused['rule'], problem: string): ExampleRefused {
  return { kind: 'refused', rule, problem };
}
