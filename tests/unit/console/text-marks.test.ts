import { expect, test } from 'vitest';
import {
  type Edit,
  putLink,
  putText,
  type Selected,
  toggleList,
  toggleMark,
} from '../../../src/console/browser/answers/editor/text/text-marks.ts';
import { slackWords } from '../../../src/console/browser/answers/preview/slack-words.ts';

/** `[` and `]` stand around what is selected. */
function selected(marked: string): Selected {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}

function after(field: Selected, { from, to, insert, select: [start, end] }: Edit): string {
  const text = `${field.text.slice(0, from)}${insert}${field.text.slice(to)}`;
  return `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
}

const done = (marked: string, edit: (field: Selected) => Edit) => {
  const field = selected(marked);
  return after(field, edit(field));
};

test('bold goes around the selection, and away again', () => {
  const bold = (field: Selected) => toggleMark(field, '**');
  expect(done('do ⟦not⟧ drive', bold)).toBe('do **⟦not⟧** drive');
  expect(done('do **⟦not⟧** drive', bold)).toBe('do ⟦not⟧ drive');
  expect(done('⟦⟧', bold)).toBe('**⟦⟧**');
});

test('italics within bold words are not taken for bold', () => {
  const italic = (field: Selected) => toggleMark(field, '*');
  expect(done('do *⟦not⟧* drive', italic)).toBe('do ⟦not⟧ drive');
  expect(done('do **⟦not⟧** drive', italic)).toBe('do ***⟦not⟧*** drive');
});

test('each line of the selection gets a dash, and loses it again', () => {
  expect(done('Bring:\n⟦water\na snack⟧\nRest.', toggleList)).toBe(
    'Bring:\n⟦- water\n- a snack⟧\nRest.',
  );
  expect(done('⟦- water\n- a snack⟧', toggleList)).toBe('⟦water\na snack⟧');
  expect(done('wa⟦⟧ter', toggleList)).toBe('- water⟦⟧');
});

test('a link takes words or an address, and the caret goes to what is missing', () => {
  expect(done('see ⟦the label⟧', putLink)).toBe('see [the label](https://⟦⟧)');
  expect(done('see ⟦⟧', putLink)).toBe('see [⟦⟧](https://)');
  expect(done('see ⟦https://www.fda.gov/x⟧', putLink)).toBe('see [⟦⟧](https://www.fda.gov/x)');
});

test('a clinic fact takes the place of what was selected', () => {
  expect(done('call ⟦us⟧.', (field) => putText(field, '{clinic.phone}'))).toBe(
    'call {clinic.phone}⟦⟧.',
  );
});

test('a clinic fact that asks for words has the place of the first selected', () => {
  expect(done('Come. ⟦⟧', (field) => putText(field, '{if clinic.parking}…{end}'))).toBe(
    'Come. {if clinic.parking}⟦…⟧{end}',
  );
});

test('Slack’s marks are shown as Slack shows them', () => {
  expect(slackWords('*Do not* drive. _Rest_. Ask <https://a.example/?x=1&amp;y|us> &lt;3')).toEqual(
    [
      { kind: 'bold', text: 'Do not' },
      { kind: 'plain', text: ' drive. ' },
      { kind: 'italic', text: 'Rest' },
      { kind: 'plain', text: '. Ask ' },
      { kind: 'link', url: 'https://a.example/?x=1&y', text: 'us' },
      { kind: 'plain', text: ' <3' },
    ],
  );
  expect(slackWords('a_b_c 2*3')).toEqual([{ kind: 'plain', text: 'a_b_c 2*3' }]);
});
