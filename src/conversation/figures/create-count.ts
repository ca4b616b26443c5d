import { Urgency } from '../../domain/concern.ts';
import type { IntentId } from '../../domain/ids.ts';
import { type Topic, topicOf } from '../../domain/topic.ts';
import type { PastTicket, PastTurn } from '../past/past-turn.ts';
import type { CalendarDay } from './day-of.ts';
import {
  type AnswerFigures,
  type DayFigures,
  type Figures,
  OUTCOMES,
  type Outcome,
  type TopicFigures,
  type WaitFigures,
} from './figures.ts';
import { outcomeOf, topicsOf } from './outcome-of.ts';

type Rules = {
  /** Every day that is wanted, oldest first. */
  days: readonly CalendarDay[];
  dayOf: (at: string) => CalendarDay;
};

/** Counts turns and tickets one by one, so that whoever hands them in may rest between two. Other days are left out. */
export type Count = {
  turn(turn: PastTurn): void;
  ticket(ticket: PastTicket): void;
  figures(): Figures;
};

export function createCount({ days, dayOf }: Rules): Count {
  const byDay = new Map(days.map((day) => [day, { day, ...noneAsked() }]));
  const total = noneAsked();
  const patients = new Set<string>();
  const byTopic = new Map<Topic, TopicFigures>();
  const answers = createAnswerCount();
  const languages = new Map<string, number>();
  const tickets: PastTicket[] = [];
  const known = rememberedTopics();
  let toStaff = 0;

  const question = (turn: PastTurn, day: DayFigures, outcome: Outcome) => {
    count(total, outcome);
    count(day, outcome);
    patients.add(turn.conversation);
    for (const topic of topicsOf(turn, known)) count(madeFor(byTopic, topic), outcome);
  };
  return {
    turn(turn) {
      const day = byDay.get(dayOf(turn.at));
      if (!day) return;
      const outcome = outcomeOf(turn);
      if (outcome) question(turn, day, outcome);
      if (turn.replyKind === 'silence') toStaff += 1;
      answers.add(turn);
      const { wanted } = turn;
      if (wanted !== undefined) languages.set(wanted, (languages.get(wanted) ?? 0) + 1);
    },
    ticket(ticket) {
      if (byDay.has(dayOf(ticket.openedAt))) tickets.push(ticket);
    },
    figures: () => ({
      days: [...byDay.values()],
      total,
      patients: patients.size,
      toStaff,
      topics: [...byTopic.values()].sort(
        (a, b) => b.questions - a.questions || byName(a.topic, b.topic),
      ),
      answers: answers.figures(),
      languages: [...languages]
        .map(([language, asked]) => ({ language, asked }))
        .sort((a, b) => b.asked - a.asked || byName(a.language, b.language)),
      waits: countWaits(tickets),
    }),
  };
}

/** The same few intents come again and again, and to tell a topic is to check a name. */
function rememberedTopics(): (intent: IntentId) => Topic {
  const topics = new Map<IntentId, Topic>();
  return (intent) => {
    const topic = topics.get(intent) ?? topicOf(intent);
    topics.set(intent, topic);
    return topic;
  };
}

type Counted = { questions: number } & Record<Outcome, number>;

function noneAsked(): Counted {
  const none = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  return { questions: 0, ...(none as Record<Outcome, number>) };
}

function count(counted: Counted, outcome: Outcome): void {
  counted.questions += 1;
  counted[outcome] += 1;
}

function madeFor(byTopic: Map<Topic, TopicFigures>, topic: Topic): TopicFigures {
  const found = byTopic.get(topic) ?? { topic, ...noneAsked() };
  byTopic.set(topic, found);
  return found;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function createAnswerCount() {
  const byAnswer = new Map<string, AnswerFigures>();
  return {
    add({ answers, helped }: PastTurn): void {
      for (const { id, locale } of answers) {
        const key = `${id} ${locale}`;
        const found = byAnswer.get(key) ?? { id, locale, sent: 0, helped: 0, notHelped: 0 };
        found.sent += 1;
        if (helped === true) found.helped += 1;
        if (helped === false) found.notHelped += 1;
        byAnswer.set(key, found);
      }
    },
    figures: (): AnswerFigures[] =>
      [...byAnswer.values()].sort(
        (a, b) => b.sent - a.sent || byName(`${a.id} ${a.locale}`, `${b.id} ${b.locale}`),
      ),
  };
}

function countWaits(tickets: readonly PastTicket[]): WaitFigures[] {
  return Urgency.options
    .map((urgency) =>
      waitOf(
        urgency,
        tickets.filter((ticket) => ticket.urgency === urgency),
      ),
    )
    .filter((wait) => wait.tickets > 0);
}

function waitOf(urgency: Urgency, tickets: readonly PastTicket[]): WaitFigures {
  const waited = tickets.flatMap(({ openedAt, firstResponseAt }) =>
    firstResponseAt === undefined ? [] : [Date.parse(firstResponseAt) - Date.parse(openedAt)],
  );
  return { urgency, tickets: tickets.length, answered: waited.length, medianMs: median(waited) };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
