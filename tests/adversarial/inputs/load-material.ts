import { readdirSync, readFileSync } from 'node:fs';
import { loadTrainingTexts } from '../../../src/safety/model/load-training-texts.ts';
import type { ApprovedText } from '../checks/approved-words.ts';

const SRC = new URL('../../../src/', import.meta.url);

/** What hostile messages are made of. */
export type Material = {
  /** Messages of patients: every example of the gate and of the classifier. */
  examples: readonly string[];
  /** Words that the cues of the gate are made of. */
  cueWords: readonly string[];
  /** Texts that the bot itself says. */
  approved: readonly ApprovedText[];
};

export function loadMaterial(approved: readonly ApprovedText[]): Material {
  const folders = {
    examples: new URL('safety/examples/', SRC),
    intents: new URL('../intents/', SRC),
  };
  return {
    examples: loadTrainingTexts(folders).map(({ text }) => text),
    cueWords: cueWords(new URL('safety/cues/', SRC)),
    approved,
  };
}

function cueWords(folder: URL): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const texts = files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return [...new Set(texts.join('\n').match(/[a-z]{2,}/g) ?? [])];
}
