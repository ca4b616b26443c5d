import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** What anyone would try first here. A password is judged by what is left without these words. */
const CONTEXT_WORDS = [
  'askwell', 'ketamine', 'esketamine', 'spravato', 'migraine', 'headache', 'clinic', 'infusion', 'patient',
  'responder', 'moderator', 'admin', 'doctor', 'nurse', 'welcome', 'password',
] as const; // biome-ignore format: one list

/** More than a guesser tries on a hash that was stolen is out of reach; this many take weeks at argon2's pace. */
const GUESSES_LOG10 = 8;
const LEFT_AT_LEAST = 8;

let estimator: ZxcvbnFactory | undefined;

/**
 * False for the 49,000 passwords that were stolen most often, for repetitions, keyboard rows, dates and their mixtures,
 * and for the words of this place with a year behind them.
 */
export function isHardToGuess(password: string): boolean {
  // Made with the first password: it costs 0.1 s, and most starts need none.
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  if (withoutContext(password).length < LEFT_AT_LEAST) return false;
  return estimator.check(password, [...CONTEXT_WORDS]).guessesLog10 >= GUESSES_LOG10;
}

function withoutContext(password: string): string {
  const lower = password.toLowerCase();
  return CONTEXT_WORDS.reduce((rest, word) => rest.replaceAll(word, ''), lower);
}
