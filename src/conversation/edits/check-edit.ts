import {
  type FoundConcern,
  type Modifier,
  type SafetyInput,
  type SafetyVerdict,
  Urgency,
} from '../../domain/concern.ts';
import type { Conversation, Message } from '../../domain/conversation.ts';
import { orderConcerns } from '../../safety/order-concerns.ts';
import { concernsBefore } from '../hear/concerns-before.ts';
import { type Intake, textsBefore, WINDOW_MESSAGES, WINDOW_MS } from '../hear/take-in.ts';
import type { TurnDeps } from '../turn-deps.ts';
import type { Original } from './find-original.ts';

type Edit = { intake: Intake; original: Original };

/** One look of the gate, and what was found there before the edit. */
type Reading = { input: SafetyInput; known: FoundConcern[] };

/**
 * What an edit adds: the gate reads the new words where they stand now, among the messages around the original, and
 * after those of the last two minutes. What was found before stays as it is; only what is new or graver comes back.
 */
export function checkEdit(
  { intake, original }: Edit,
  conversation: Conversation,
  deps: Pick<TurnDeps, 'gate' | 'log'>,
): SafetyVerdict {
  try {
    const verdicts = readingsOf({ intake, original }, conversation).map(({ input, known }) => {
      const { concerns, modifiers } = deps.gate.check(input);
      return { modifiers, concerns: concerns.filter((found) => isNew(found, known)) };
    });
    return {
      concerns: orderConcerns(verdicts.flatMap(({ concerns }) => concerns)),
      modifiers: newModifiers(verdicts.slice(0, 2), { intake, original }),
    };
  } catch (err) {
    deps.log.error({ err }, 'the safety gate failed on an edit; the message goes to staff');
    return { concerns: [], modifiers: ['gate_failed'] };
  }
}

function readingsOf({ intake, original }: Edit, conversation: Conversation): Reading[] {
  const { text, recent } = intake;
  const known = original.wordings.flatMap(({ concerns }) => concerns);
  const said = conversation.messages.filter(({ from }) => from === 'patient');
  const before = said.filter((one) => one.seq < original.seq);
  const after = said.filter((one) => one.seq > original.seq && one.replaces === undefined);
  const [first] = original.wordings;
  const place = conversation.turns.indexOf(first);
  const until = { ...conversation, turns: conversation.turns.slice(0, place) };
  return [
    {
      input: {
        text,
        recent: textsBefore(original.at, before),
        previousConcerns: concernsBefore(text, until),
      },
      known,
    },
    { input: { text, recent, previousConcerns: concernsBefore(text, conversation) }, known },
    ...after
      .filter(({ at }) => Date.parse(at) <= Date.parse(original.at) + WINDOW_MS)
      .slice(0, WINDOW_MESSAGES)
      .map((message) =>
        laterReading(message, { text, before, after, original, known }, conversation),
      ),
  ];
}

type Place = {
  text: string;
  before: Message[];
  after: Message[];
  original: Original;
  known: FoundConcern[];
};

/** A message that followed the original, read with the new words in front of it. */
function laterReading(
  message: Message,
  { text, before, after, original, known }: Place,
  { turns }: Conversation,
): Reading {
  const edited = { text, at: original.at };
  const between = after.filter(({ seq }) => seq < message.seq);
  const own = turns.filter(({ patientSeq }) => patientSeq === message.seq);
  return {
    input: {
      text: message.text,
      recent: textsBefore(message.at, [...before, edited, ...between]),
      previousConcerns: [],
    },
    known: [...known, ...own.flatMap(({ concerns }) => concerns)],
  };
}

function isNew(found: FoundConcern, known: FoundConcern[]): boolean {
  return !known.some(
    (one) =>
      one.concern === found.concern &&
      one.level <= found.level &&
      rank(one.urgency) <= rank(found.urgency),
  );
}

const rank = (urgency: Urgency) => Urgency.options.indexOf(urgency);

/** A bare cry for help that was there before has its answer. */
function newModifiers(
  verdicts: Pick<SafetyVerdict, 'modifiers'>[],
  { intake, original }: Edit,
): Modifier[] {
  const found = new Set(verdicts.flatMap(({ modifiers }) => modifiers));
  if (intake.privateDetails) found.add('private_details');
  if (original.wordings.some(({ modifiers }) => modifiers.includes('crisis_lines'))) {
    found.delete('crisis_lines');
  }
  return [...found];
}
