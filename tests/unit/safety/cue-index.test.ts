import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { exampleFiles } from '../../../src/safety/model/load-training-texts.ts';
import { indexCues } from '../../../src/safety/rules/cue-index.ts';
import { loadCues } from '../../../src/safety/rules/load-cues.ts';
import { Passage } from '../../../src/safety/rules/passage.ts';
import { readWords } from '../../../src/safety/text/read-words.ts';
import { createSpelling } from '../../../src/safety/text/spelling.ts';

const safety = new URL('../../../src/safety/', import.meta.url);
const EVERY = 40;

test('the index leaves out no cue that is in a message', () => {
  const book = loadCues(new URL('cues/', safety));
  const candidates = indexCues(book.cues);
  const reread = createSpelling({ lexicon: book.lexicon, ordinary: book.ordinary });
  const hits = someExamples().flatMap((text) => {
    const passage = new Passage(readWords(text, book.shorthand, reread), book.lists);
    const listed = candidates(passage, 0);
    return book.cues.flatMap((cue) =>
      cue.patterns
        .filter(({ conjuncts }) => conjuncts.every((find) => find(passage).length > 0))
        .map((pattern) => ({
          source: pattern.source,
          isListed: listed.get(cue)?.includes(pattern) ?? false,
        })),
    );
  });
  expect(hits.filter(({ isListed }) => !isListed)).toEqual([]);
  expect(hits.length).toBeGreaterThan(50);
});

test('a cue that has lost its last pattern is refused, with its file and what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'askwell-cues-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(new URL('cues/', safety), folder, { recursive: true });
  writeFileSync(
    join(folder, 'other', 'hollow.yaml'),
    'concern: dose\nlevel: 3\nurgency: routine\ncues:\n  - cue: nothing left\n    unless: [bread]\n',
  );
  expect(() => loadCues(pathToFileURL(`${folder}/`))).toThrow(
    /cues\/other\/hollow[.]yaml: .*without a pattern.*cues\[0\]/s,
  );
});

/** Every fortieth example of every concern. */
function someExamples(): string[] {
  const folder = new URL('examples/', safety);
  const texts = exampleFiles(folder).flatMap((file): string[] => {
    const { examples } = parse(readFileSync(new URL(file, folder), 'utf8'));
    return [...examples.en, ...examples.es];
  });
  return texts.filter((_text, index) => index % EVERY === 0);
}
