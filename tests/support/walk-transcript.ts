import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { SlackMessage } from './slack-emulator.ts';

const FOLDER = fileURLToPath(new URL('../../docs/walks/', import.meta.url));

/** Slack shows it as a time in each reader's zone. */
const DATE_TOKEN = /<!date\^\d+\^[^|>]*\|[^>]*>/g;

/** What happened, in order, as people saw it. */
type WalkTranscript = {
  /** Somebody does or writes something. */
  does(who: string, what: string): void;
  /** Words that stand somewhere now, whole. */
  reads(where: string, text: string, buttons?: string[]): void;
  /** Compares it with the file in `docs/walks/`; `WALK_WRITE=1` writes the file instead. */
  isAsWritten(): void;
};

export function aTranscript(file: string, { title, about }: { title: string; about: string }) {
  const lines = [`# ${title}`, about];
  const transcript: WalkTranscript = {
    does: (who, what) => void lines.push(`**${who}** ${what}`),
    reads(where, text, buttons = []) {
      const said = text
        .replace(DATE_TOKEN, '(time)')
        .replace(/^(?=.)/gm, '> ')
        .replace(/^$/gm, '>');
      const below = buttons.map((label) => `[${label}]`).join(' ');
      lines.push([`${where}:`, '', said, ...(below ? ['>', `> ${below}`] : [])].join('\n'));
    },
    isAsWritten() {
      const text = `${lines.join('\n\n')}\n`;
      const path = `${FOLDER}${file}`;
      if (process.env.WALK_WRITE) {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(path, text);
      }
      expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
    },
  };
  return transcript;
}

type Labelled = { elements?: { text?: { text?: string } }[] };

/** What stands on the buttons of a message on Slack. */
export function buttonsOf({ blocks }: SlackMessage): string[] {
  return (blocks as Labelled[]).flatMap(({ elements = [] }) =>
    elements.flatMap(({ text }) => text?.text ?? []),
  );
}
