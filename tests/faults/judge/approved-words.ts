import { createAnswerBank } from '../../../src/answer-bank/answer-bank.ts';
import { loadStarterBank } from '../../../src/answer-bank/load-starter-bank.ts';
import { seedBank } from '../../../src/answer-bank/seed-bank.ts';
import { loadIntents } from '../../../src/classifier/load-intents.ts';
import { createSender } from '../../../src/conversation/reply/sender.ts';
import { SAMPLE_CLINIC } from '../../../src/domain/clinic.ts';
import type { Message } from '../../../src/domain/conversation.ts';
import { AnswerId, Locale } from '../../../src/domain/ids.ts';
import { BlockId } from '../../../src/domain/reply.ts';
import { loadBlocks } from '../../../src/safety/load-blocks.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { openMemoryStore } from '../../../src/store/lowdb/open-memory-store.ts';
import type { Heard } from '../load/patients.ts';

const folder = (name: string) => new URL(`../../../${name}/`, import.meta.url).pathname;

/** The words that the files of the repository hold, read apart from the program that is put to the test. */
export type ApprovedWords = {
  /** Bytes of a stored message that are not approved. */
  unapprovedIn(message: Message): number;
  /** Bytes of a reply to a patient that are none of the texts that it names. */
  unapprovedOf(heard: Heard): number;
};

export async function readApprovedWords(): Promise<ApprovedWords> {
  const store = await openMemoryStore({ now: systemClock });
  const { intents } = loadIntents(folder('intents'));
  await seedBank(loadStarterBank(folder('answers'), intents), { store, now: systemClock });
  const rules = { mode: 'demo' as const, approvals: 2, clinic: SAMPLE_CLINIC, now: systemClock };
  const bank = await createAnswerBank(store, rules);
  const blocks = loadBlocks(SAMPLE_CLINIC);
  const sender = createSender({ block: blocks.text, revision: bank.revision });
  const wordsOf = ({ reply, locale }: Heard): string[] => {
    const language = Locale.parse(locale);
    return [
      ...reply.answers.map(({ id, revision }) => {
        const { title, text } = bank.revision(AnswerId.parse(id), language, revision);
        return `**${title}**\n\n${text}`;
      }),
      ...reply.blocks.map((id) => blocks.text(BlockId.parse(id), language)),
    ];
  };
  /** Buttons read as a numbered list of topics and titles. */
  const labels = new Set(
    Locale.options.flatMap((locale) => [
      ...blocks.ids.map((id) => blocks.text(id, locale)),
      ...bank.all().flatMap(({ revisions }) => revisions.map(({ content }) => content.title)),
    ]),
  );
  return {
    unapprovedIn: (message) => (sender.mayLeave(message) ? 0 : Buffer.byteLength(message.text)),
    unapprovedOf: (heard) => {
      const longestFirst = wordsOf(heard).sort((a, b) => b.length - a.length);
      const rest = longestFirst.reduce((text, known) => text.replace(known, ''), heard.reply.text);
      const unknown = rest.split('\n').filter((line) => !labels.has(line.replace(/^\d+[.] /, '')));
      return Buffer.byteLength(unknown.join('').trim());
    },
  };
}
