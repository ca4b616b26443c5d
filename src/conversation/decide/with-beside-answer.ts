import type { Concern } from '../../domain/concern.ts';
import { topicOf } from '../../domain/topic.ts';
import type { TurnDeps } from '../turn-deps.ts';
import { levelOf } from './decide-on-concerns.ts';
import type { Decision } from './decision.ts';
import { besideAnswer, partsOf } from './questions/decide-on-questions.ts';
import { questionContext } from './questions/question-context.ts';
import type { Situation } from './situation.ts';

/** Beside a block for one of these no answer stands (policy, section 3). */
const ALONE: readonly Concern[] = ['minor', 'procurement'];

/**
 * Beside a level-3 refusal one answer that cannot be read as dosing help may stand (policy, section 5).
 * It may go over the word limit: a patient who is not told about driving may drive.
 */
export function withBesideAnswer(
  decision: Decision,
  { intake, verdict }: Situation,
  deps: TurnDeps,
): Decision {
  const alone = verdict.concerns.some(({ concern }) => ALONE.includes(concern));
  if (levelOf(verdict) !== 3 || alone || !intake.supported || intake.tooLong) return decision;
  const clear = piecesOf(intake.text, deps).filter((text) => isClear(text, deps));
  const context = questionContext(intake.locale, undefined, deps);
  const found = besideAnswer(clear, deps.classifier, context);
  if (!found) return decision;
  const { answer, ranked } = found;
  return {
    ...decision,
    parts: [...decision.parts, ...partsOf(answer)],
    answers: [{ id: answer.id, revision: answer.revision }],
    topics: ranked.slice(0, 1).map(({ intent }) => topicOf(intent)),
    intents: ranked,
  };
}

/** "pregnant, can I drive after" is one question, and its second clause is the one to answer. */
function piecesOf(text: string, { splitQuestions }: TurnDeps): string[] {
  const questions = splitQuestions(text);
  const clauses = questions.flatMap((question) => question.split(/[,;:\n]/));
  return [...new Set([...questions, ...clauses.map((clause) => clause.trim())])].filter(
    (piece) => piece !== '',
  );
}

function isClear(text: string, deps: TurnDeps): boolean {
  try {
    return deps.gate.check({ text, recent: [], previousConcerns: [] }).concerns.length === 0;
  } catch {
    return false;
  }
}
