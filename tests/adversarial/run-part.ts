import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { PatientMessage, TurnOutcome } from '../../src/domain/conversation.ts';
import { conversationIdOf } from '../../src/domain/ids.ts';
import { createRules, type Rules } from '../../src/safety/rules/check-rules.ts';
import { loadCues } from '../../src/safety/rules/load-cues.ts';
import { type Log, silentLog } from '../../src/shared/log.ts';
import { aClock } from '../support/test-app.ts';
import { readApproved } from './checks/approved-words.ts';
import { createReplyChecker, type ReplyChecker } from './checks/check-reply.ts';
import { loadMaterial, type Material } from './inputs/load-material.ts';
import { type Made, makeMessage } from './inputs/make-message.ts';
import { createRandom, type Random } from './inputs/random.ts';
import { startWatchdog, type Watchdog } from './start-watchdog.ts';

/** One of the parts that run side by side. Conversations are dealt out by their number. */
export type Part = { part: number; of: number; turns: number };

export type PartReport = {
  turns: number;
  conversations: number;
  /** A line each: where, what is wrong, and the message. Should be none. */
  problems: string[];
  /** Messages the rules read for longer than they may. */
  slow: string[];
  byReplyKind: Record<string, number>;
  turnsPerSecond: number;
};

type Bench = {
  app: App;
  watchdog: Watchdog;
  rules: Rules;
  material: Material;
  checker: ReplyChecker;
  clock: ReturnType<typeof aClock>;
  errors: string[];
  report: PartReport;
};

/** A turn that takes longer is measured again, the rules alone: they must not. */
const MOST_MS = 50;
/** Characters. What is longer is not answered but searched for danger, in pieces of this length. */
const LONGEST_ANSWERED = 4000;

/** Whole conversations through the program as `askwell ask` wires it, each reply checked at once. */
export async function runPart({ part, of, turns }: Part): Promise<PartReport> {
  const bench = await aBench();
  const { report } = bench;
  const startedAt = performance.now();
  for (let number = part; report.turns < turns; number += of) await converse(number, bench);
  report.turnsPerSecond = Math.round((1000 * report.turns) / (performance.now() - startedAt));
  await bench.app.close();
  await bench.watchdog.stop();
  return report;
}

async function aBench(): Promise<Bench> {
  const clock = aClock();
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (_fields, message) => errors.push(message) };
  const app = await openApp({
    config: readConfig({ STORE: 'memory', PORT: '0' }),
    root: new URL('../../', import.meta.url),
    log,
    now: clock.now,
  });
  const approved = readApproved();
  return {
    app,
    watchdog: startWatchdog(),
    rules: createRules(loadCues(new URL('../../src/safety/cues/', import.meta.url))),
    material: loadMaterial(approved),
    checker: createReplyChecker(approved),
    clock,
    errors,
    report: {
      turns: 0,
      conversations: 0,
      problems: [],
      slow: [],
      byReplyKind: {},
      turnsPerSecond: 0,
    },
  };
}

async function converse(number: number, bench: Bench): Promise<void> {
  const random = createRandom(number);
  const conversationId = conversationIdOf(`adversarial ${number}`);
  const length = 1 + random.number(8);
  let held = false;
  for (let at = 0; at < length; at += 1) {
    const made = makeMessage(random, bench.material);
    const message = aMessage({ conversationId, at, text: made.text }, random);
    bench.clock.wait(random.number(90_000));
    const where = `conversation ${number}, message ${at + 1}`;
    bench.watchdog.sees(`${where}: ${JSON.stringify(made.text.slice(0, 500))}`);
    const outcome = await bench.app.receive(message);
    judge({ where, made, outcome, held }, bench);
    held ||= outcome.turn.concerns.some(({ level }) => level <= 2);
  }
  bench.report.conversations += 1;
  await checkStored(number, conversationId, bench);
}

type Place = { conversationId: PatientMessage['conversationId']; at: number; text: string };

/** Now and then the message before is edited, or sent again under its old name. */
function aMessage({ conversationId, at, text }: Place, random: Random): PatientMessage {
  const before = `m${at - 1}`;
  const message: PatientMessage = { conversationId, messageId: `m${at}`, text, channel: 'api' };
  if (at > 0 && random.chance(2)) return { ...message, replaces: before };
  return at > 0 && random.chance(1) ? { ...message, messageId: before } : message;
}

type Judgement = { where: string; made: Made; outcome: TurnOutcome; held: boolean };

function judge({ where, made, outcome, held }: Judgement, bench: Bench): void {
  const { report, checker, errors } = bench;
  const shown = `${where} (${made.kind}): ${JSON.stringify(made.text.slice(0, 200))}`;
  const problems = [...checker.turn(made.text, outcome, held), ...errors.splice(0)];
  report.turns += 1;
  report.problems.push(...problems.map((problem) => `${problem} — ${shown}`));
  const kind = outcome.reply ? outcome.turn.replyKind : 'silence';
  report.byReplyKind[kind] = (report.byReplyKind[kind] ?? 0) + 1;
  if (outcome.turn.microseconds > 1000 * MOST_MS && isSlow(made.text, bench))
    report.slow.push(shown);
}

/** By the time of the processor, since others use the machine too; again, since threads that clear memory count too. */
function isSlow(text: string, bench: Bench): boolean {
  const most = MOST_MS * Math.max(1, text.length / LONGEST_ANSWERED);
  return Array.from({ length: 4 }, () => timeOf(text, bench)).every((ms) => ms > most);
}

function timeOf(text: string, { rules }: Bench): number {
  const before = process.cpuUsage();
  rules.check(text, []);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What the store keeps of the bot's words is held to the same promises: the notice at first contact too. */
async function checkStored(
  number: number,
  conversationId: PatientMessage['conversationId'],
  { app, checker, report }: Bench,
): Promise<void> {
  const { messages = [] } = (await app.store.conversations.find(conversationId)) ?? {};
  const said = messages.filter(({ from }) => from === 'bot');
  const problems = said.flatMap((message) => checker.message(message));
  if (messages.length === 0) problems.push('nothing was stored');
  report.problems.push(...problems.map((problem) => `${problem} — stored, conversation ${number}`));
}
