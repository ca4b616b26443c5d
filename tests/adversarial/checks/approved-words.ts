import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';

/** A text that may be said, as it stands in its file with the clinic's numbers in it. */
export type ApprovedText = {
  id: string;
  locale: string;
  kind: 'block' | 'answer' | 'label';
  text: string;
  besideDose: boolean;
};

const ROOT = new URL('../../../', import.meta.url);

/** Read from the files here again, not by the program's own loaders: the check must not share their faults. */
export function readApproved(): ApprovedText[] {
  return [...['en', 'es'].flatMap(readBlocks), ...readAnswers()];
}

function readBlocks(locale: string): ApprovedText[] {
  const file = new URL(`src/safety/blocks/${locale}.yaml`, ROOT);
  const blocks: Record<string, string> = parse(readFileSync(file, 'utf8'));
  return Object.entries(blocks).map(([id, text]) => ({
    id,
    locale,
    kind: 'block',
    text: filled(text.trim()),
    besideDose: false,
  }));
}

function readAnswers(): ApprovedText[] {
  const folder = new URL('answers/', ROOT);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(en|es)\.md$/.test(file))
    .flatMap((file) => {
      const [, front = '', body = ''] = readFileSync(new URL(file, folder), 'utf8').split(
        /^---\n/m,
      );
      const { id, title, locale, besideDose }: Record<string, string> = parse(front);
      if (!id || !title || !locale) throw new Error(`${file}: no answer`);
      const common = { id, locale, besideDose: String(besideDose) === 'true' };
      return [
        { ...common, kind: 'answer' as const, text: `**${title}**\n\n${filled(body.trim())}` },
        { ...common, kind: 'label' as const, text: title },
      ];
    });
}

/** No facts are signed here, so of each passage the words for what is not known are said. */
function filled(text: string): string {
  const { name, phone, phone24, hours, address } = SAMPLE_CLINIC;
  const passages =
    /\{if clinic\.\w+\}[^{}]*(?:\{clinic\.\w+\}[^{}]*)*(?:\{else\}((?:[^{}]|\{clinic\.\w+\})*))?\{end\}/g;
  return text
    .replace(passages, (_, otherwise = '') => otherwise)
    .replace(/ {2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replaceAll('{clinic.name}', name)
    .replaceAll('{clinic.phone}', phone)
    .replaceAll('{clinic.phone24}', phone24)
    .replaceAll('{clinic.hours}', hours)
    .replaceAll('{clinic.address}', address);
}

/** The approved texts a reply is made of, in order, or the place at which something else begins. */
export type Taken = { segments: ApprovedText[] } | { unapprovedFrom: string };

/** Takes a reply apart byte by byte: approved texts of one language, a list of choices, and blank lines between. */
export function createTaker(approved: readonly ApprovedText[]) {
  const labels = new Set(approved.filter(isLabel).map(({ locale, text }) => `${locale} ${text}`));
  const longestFirst = approved
    .filter(({ kind }) => kind !== 'label')
    .sort((a, b) => b.text.length - a.text.length);
  return (reply: string, locale: string): Taken => {
    const segments: ApprovedText[] = [];
    let rest = reply;
    while (rest !== '') {
      const next = longestFirst.find((one) => one.locale === locale && begins(rest, one.text));
      if (next) segments.push(next);
      const after = afterBlankLine(rest, next?.text ?? choicesAt(rest, locale, labels));
      if (after === undefined) return { unapprovedFrom: rest };
      rest = after;
    }
    return { segments };
  };
}

/** What follows the text that was recognised; `undefined` when none was, or no blank line parts it from the next. */
function afterBlankLine(rest: string, taken: string): string | undefined {
  const after = rest.slice(taken.length);
  if (taken === '' || after === '\n\n') return undefined;
  if (after === '') return '';
  return after.startsWith('\n\n') ? after.slice(2) : undefined;
}

function choicesAt(rest: string, locale: string, labels: ReadonlySet<string>): string {
  const lines = rest.split('\n\n', 1)[0]?.split('\n') ?? [];
  const known = lines.every((line, at) => {
    const number = `${at + 1}. `;
    return line.startsWith(number) && labels.has(`${locale} ${line.slice(number.length)}`);
  });
  return known ? lines.join('\n') : '';
}

const isLabel = ({ kind, id }: ApprovedText) => kind === 'label' || id.startsWith('TOPIC-');

function begins(rest: string, text: string): boolean {
  return (
    rest.startsWith(text) && (rest.length === text.length || rest.startsWith('\n\n', text.length))
  );
}
