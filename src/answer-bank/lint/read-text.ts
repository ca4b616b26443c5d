import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Locale } from '../../domain/ids.ts';

type TextLink = { url: string; words: string; hasTitle: boolean };

/** An answer's Markdown as a patient sees it. */
export type ReadText = {
  /** Paragraphs and list items, without marks. */
  blocks: string[];
  sentences: string[];
  links: TextLink[];
  /** What its last paragraph ends with. */
  ending: 'list' | 'link' | 'words';
  /** Markdown beyond paragraphs, lists with dashes, bold, italics and links: its kind, in the order it stands there. */
  refused: string[];
};

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root['children'][number];

type Collected = Omit<ReadText, 'sentences' | 'ending'>;

const PLAIN = new Set(['root', 'paragraph', 'list', 'listItem', 'strong', 'emphasis', 'link']);

const SENTENCES: Record<Locale, Intl.Segmenter> = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  es: new Intl.Segmenter('es', { granularity: 'sentence' }),
};

/** Reads with the same grammar that the channels render with, so that both see the same words. */
export function readText(markdown: string, locale: Locale): ReadText {
  const root = fromMarkdown(markdown);
  const read: Collected = { blocks: [], links: [], refused: [] };
  collect(root, read);
  return {
    ...read,
    ending: endingOf(root),
    sentences: read.blocks.flatMap((block) => sentencesOf(block, locale)),
  };
}

function endingOf({ children }: Root): ReadText['ending'] {
  const last = children.at(-1);
  if (last?.type === 'list') return 'list';
  return last?.type === 'paragraph' && last.children.at(-1)?.type === 'link' ? 'link' : 'words';
}

function sentencesOf(text: string, locale: Locale): string[] {
  return Array.from(SENTENCES[locale].segment(text), ({ segment }) => segment.trim()).filter(
    (sentence) => sentence !== '',
  );
}

/** Words as the policy counts them: what stands between spaces or dashes and holds a letter or a digit. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s/—–]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function collect(node: Node, read: Collected): void {
  if (node.type === 'paragraph') read.blocks.push(visibleText(node));
  if (node.type === 'text' || node.type === 'break') return;
  if (!isPlain(node)) read.refused.push(node.type);
  if (node.type === 'link') {
    read.links.push({ url: node.url, words: visibleText(node), hasTitle: node.title != null });
  }
  if ('children' in node) for (const child of node.children) collect(child, read);
}

function isPlain(node: Node): boolean {
  return PLAIN.has(node.type) && !(node.type === 'list' && node.ordered === true);
}

function visibleText(node: Node): string {
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value.replace(/\s+/g, ' ');
  return 'children' in node ? node.children.map(visibleText).join('') : '';
}
