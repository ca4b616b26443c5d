import type { AnswerBank, ServedAnswer } from '../../answer-bank/answer-bank.ts';
import { findAnswer, saysTheSame } from '../../domain/answer.ts';
import type { RecallWords } from '../../domain/recall.ts';
import type { Part, ReplyDraft, SealedReply } from '../../domain/reply.ts';
import { topicOf } from '../../domain/topic.ts';
import { blocks } from '../decide/decision.ts';
import { partsOf } from '../decide/questions/decide-on-questions.ts';
import { topicBlock } from '../decide/questions/topic-menu.ts';
import type { Sender } from '../reply/sender.ts';
import type { WrongWords } from './wrong-words.ts';

/** What those who got the wrong words are told now. */
export type RecallSaying = {
  words: RecallWords;
  /** The revision with the right words. */
  revision: number | undefined;
  sealed: SealedReply;
};

export type Sayer = { bank: Pick<AnswerBank, 'find' | 'all'>; sender: Sender };

/** Topics without a name that patients know. */
const UNNAMED = ['smalltalk', 'out_of_scope'];

/**
 * The right words where some are published and approved by now, and otherwise the truth alone: that the answer was
 * wrong, and on what it was. Its kind is `safety`: it goes out whoever has the conversation, and asks for no "Did this
 * help?".
 */
export function recallSaying(wrong: WrongWords, { bank, sender }: Sayer): RecallSaying {
  const right = rightAnswer(wrong, bank);
  const correction = right && correctionBy(right, wrong, sender);
  if (correction) return { words: 'correction', revision: right.revision, sealed: correction };
  const notice = draftOf(wrong, blocksOf(wrong, 'R-WITHDRAWN', ...topicNames(wrong)));
  return { words: 'notice', revision: undefined, sealed: sender.send(notice) };
}

/** Words that may not leave correct nothing; that the others were wrong is said all the same. */
function correctionBy(
  right: ServedAnswer,
  wrong: WrongWords,
  sender: Sender,
): SealedReply | undefined {
  try {
    return sender.send(draftOf(wrong, [...blocksOf(wrong, 'R-CORRECTION'), ...partsOf(right)]));
  } catch {
    return undefined;
  }
}

function blocksOf({ key }: WrongWords, ...ids: string[]): Part[] {
  return blocks(key.locale, ...ids);
}

function draftOf(wrong: WrongWords, parts: Part[]): ReplyDraft {
  const { locale } = wrong.key;
  return {
    kind: 'safety',
    locale,
    parts: [...parts, ...blocksOf(wrong, 'WARNING')],
    choices: [],
  };
}

/** Newer, in other words, and served to patients as approved. A sample corrects nothing. */
function rightAnswer(
  { key, revision, numbers }: WrongWords,
  bank: Sayer['bank'],
): ServedAnswer | undefined {
  const answer = findAnswer(bank.all(), key);
  const newer = answer?.revisions.filter(
    ({ number, content, withdrawn }) =>
      number > Math.max(...numbers) && !withdrawn && !saysTheSame(content, revision.content),
  );
  for (const { number, content } of newer ?? []) {
    const [intent] = content.intents;
    const served = intent && bank.find(intent, key.locale);
    if (!served || 'missing' in served) continue;
    if (served.id === key.id && served.revision === number && !served.sample) return served;
  }
  return undefined;
}

function topicNames({ revision }: WrongWords): string[] {
  const [intent] = revision.content.intents;
  const topic = intent && topicOf(intent);
  return topic && !UNNAMED.includes(topic) ? [topicBlock(topic)] : [];
}
