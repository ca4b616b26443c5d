import { createHash } from 'node:crypto';
import { Concern } from '../../../src/domain/concern.ts';
import { loadTrainingTexts } from '../../../src/safety/model/load-training-texts.ts';

const ROOT = new URL('../../../', import.meta.url);

/** Every example message of every concern, always in the same order. */
export function concernExamples(): string[] {
  const folders = {
    examples: new URL('src/safety/examples/', ROOT),
    intents: new URL('intents/', ROOT),
  };
  const concerns = new Set<string>(Concern.options);
  const texts = loadTrainingTexts(folders).filter(({ head }) => concerns.has(head));
  if (texts.length < 10_000)
    throw new Error(`${texts.length} examples: what holds for so few proves nothing`);
  return texts.map(({ text }) => text);
}

/**
 * One in so many of them, others for each `from`: dealt out by their bytes, so that a new example changes nothing about
 * the rest of the sample.
 */
export function sampleOf(examples: readonly string[], share: number, from: number): string[] {
  return examples.filter((text) => numberOf(text) % share === from % share);
}

const numberOf = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0);
