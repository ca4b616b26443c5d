import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { expect, test } from 'vitest';
import { wordsFor } from '../../../src/channels/web/widget/view/words.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';

const blocks = loadBlocks({ ...SAMPLE_CLINIC, phone: '555-0100', phone24: '555-0199' });
const IDS = ['R-KEPT', 'R-LEAVING', 'R-ERASE-ASK', 'R-ERASED', 'R-ERASE-LATER', 'R-ERASE-FAILED'];
const MOST_GRADE = 6;

test('what is said of privacy reads at grade 6 at most', () => {
  for (const id of IDS) {
    const grade = gradeOf(blocks.text(id, 'en').replaceAll('**', ''));
    expect({ id, isPlain: grade <= MOST_GRADE, grade }).toMatchObject({ id, isPlain: true });
  }
});

test.each(['en', 'es'] as const)(
  'what it tells a reader of %s to press is what the buttons read',
  (locale) => {
    const labels: string[] = Object.values(wordsFor(locale));
    const quoted = IDS.flatMap((id) => [...blocks.text(id, locale).matchAll(/“([^”]+)”/g)]);
    expect(quoted).toHaveLength(2);
    for (const [, label] of quoted) expect(labels).toContain(label);
  },
);

function gradeOf(text: string): number {
  const sentences = text.split(/[.!?:]+\s/).filter(Boolean);
  const words = text.match(/[\p{L}\p{N}'-]+/gu) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables });
}
