import type { ChannelName, TurnOutcome } from '../../../domain/conversation.ts';
import { type ConversationId, conversationIdOf } from '../../../domain/ids.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/clock.ts';
import type { DemoParts } from '../demo-parts.ts';
import type { Dice } from '../dice.ts';
import type { DemoQuestions } from '../read-questions.ts';
import type { Timeline } from '../timeline.ts';
import type { StaffPlan } from './let-staff-work.ts';

const DAY_MS = 24 * HOUR_MS;
const WEEKS_MS = 28 * DAY_MS;
/** Midnight on the clinic's clock, near enough: the demo's clinic is on the east coast. */
const MIDNIGHT_MS = 5 * HOUR_MS;
/** Most people ask in the morning and after supper: hours of the day, as often as they should come up. */
const HOURS = [7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 21, 22, 23];

type Patient = {
  id: ConversationId;
  channel: ChannelName;
  says: readonly string[];
  /** Staff do with it what the dice say, unless it is told here. */
  plan?: StaffPlan;
};

export type Asking = {
  parts: Pick<DemoParts, 'receive' | 'feedback'>;
  timeline: Timeline;
  dice: Dice;
  /** Called with every turn, so that staff may take up what it opened. */
  onTurn(outcome: TurnOutcome, plan: StaffPlan | undefined): void;
};

/** Plans every conversation: the past ones over the four weeks before today, then those of today. */
export function letPatientsAsk(
  { past, today }: DemoQuestions,
  endsAtMs: number,
  asking: Asking,
): void {
  const { timeline, dice } = asking;
  const thisMidnight = Math.floor((endsAtMs - MIDNIGHT_MS) / DAY_MS) * DAY_MS + MIDNIGHT_MS;
  for (const [place, says] of dice.shuffled(past).entries()) {
    const day = Math.floor((place * 28) / past.length);
    const hour = HOURS[Math.floor(dice.between(0, HOURS.length))] ?? 12;
    const at = thisMidnight - WEEKS_MS + day * DAY_MS + (hour + dice.roll()) * HOUR_MS;
    const patient: Patient = { id: idOf(place), channel: dice.happens(0.12) ? 'api' : 'web', says };
    timeline.at(at, () => say(patient, 0, asking));
  }
  for (const [place, { minutesAgo, says, staff = 'waits' }] of today.entries()) {
    const patient: Patient = { id: idOf(past.length + place), channel: 'web', says, plan: staff };
    timeline.at(endsAtMs - minutesAgo * MINUTE_MS, () => say(patient, 0, asking));
  }
}

function idOf(place: number): ConversationId {
  return conversationIdOf(`sample conversation ${place}`);
}

async function say(patient: Patient, index: number, asking: Asking): Promise<void> {
  const text = patient.says[index];
  if (text === undefined) return;
  const outcome = await send(patient, `m${index}`, text, asking);
  const { timeline, dice } = asking;
  timeline.after(dice.between(30, 110) * SECOND_MS, () => say(patient, index + 1, asking));
  if (index === patient.says.length - 1) answerBack(patient, outcome, asking);
}

async function send(
  { id: conversationId, channel, plan }: Patient,
  messageId: string,
  text: string,
  { parts, onTurn }: Asking,
): Promise<TurnOutcome> {
  const outcome = await parts.receive({ conversationId, messageId, text, channel });
  onTurn(outcome, plan);
  return outcome;
}

/** Picks from the menu, or presses a button under the answer, as some people do. */
function answerBack(patient: Patient, { reply, turn }: TurnOutcome, asking: Asking): void {
  const { timeline, dice } = asking;
  const soon = dice.between(15, 90) * SECOND_MS;
  const [choice, pressed] = [dice.happens(0.6), pressedBy(dice)];
  const first = reply?.choices.at(0);
  if (first && choice) {
    timeline.after(soon, async () => {
      const outcome = await send(patient, 'pick', first.label, asking);
      press(patient, outcome, { pressed, asking });
    });
  } else if (turn.replyKind === 'answer') {
    timeline.after(soon, async () => press(patient, { reply, turn }, { pressed, asking }));
  }
}

type Pressed = 'yes' | 'no' | 'person';

function pressedBy(dice: Dice): Pressed | undefined {
  const rolled = dice.roll();
  if (rolled < 0.42) return 'yes';
  if (rolled < 0.56) return 'no';
  return rolled < 0.59 ? 'person' : undefined;
}

function press(
  { id: conversationId }: Patient,
  { reply, turn }: Pick<TurnOutcome, 'reply' | 'turn'>,
  { pressed, asking }: { pressed: Pressed | undefined; asking: Asking },
): void {
  if (!reply || !pressed || turn.replyKind !== 'answer') return;
  const { timeline, parts } = asking;
  timeline.after(20 * SECOND_MS, () =>
    parts.feedback.press({ conversationId, seq: reply.seq, pressed }),
  );
}
