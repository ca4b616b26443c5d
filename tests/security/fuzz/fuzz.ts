import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { consoleRoutes } from '../../../src/console/create-console.ts';
import type { Role } from '../../../src/domain/staff.ts';
import { createTaker, readApproved } from '../../adversarial/checks/approved-words.ts';
import { type Person, signedBySlack, type WholeProgram } from '../whole-program.ts';
import { hostileFrames } from './hostile-frames.ts';
import { hostileTexts } from './hostile-texts.ts';
import { type Bench, type FuzzReport, MOST_MS, OF_EACH } from './report.ts';
import { consoleDescriptions, openApiRoutes, requestsTo } from './requests.ts';
import { slackBody } from './slack-bodies.ts';

const MINUTE_MS = 60_000;
/** Where a patient waits for news, that is what the route does. */
const MOST_MS_OF_WAITING = 30_000;
/** What a round may leave behind for good: the audit trail of what was done, and people, are in memory here. */
const LEFT_BY_A_ROUND_BYTES = 300_000;
/** What fills up once: the counts of addresses and conversations that are limited, and what was compiled. */
const LEFT_ONCE_BYTES = 16_000_000;
const CHAT = 'POST /api/chat/messages';

/** These would end the session that goes on, or train for a minute. */
const LEFT_OUT = ['/sign-out', '/examples/publish', '/examples/rollback'];

/**
 * One round with the seed 1, or as many as go into FUZZ_MINUTES; FUZZ_SEED begins elsewhere. A round that found
 * something is had again by its seed.
 */
export async function fuzz(
  program: WholeProgram,
  staff: Record<Role, Person>,
): Promise<FuzzReport> {
  const { FUZZ_MINUTES = '0', FUZZ_SEED = '1' } = process.env;
  const until = performance.now() + Number(FUZZ_MINUTES) * MINUTE_MS;
  const report: FuzzReport = {
    seed: Number(FUZZ_SEED), rounds: 0, requests: 0, frames: 0, parsed: 0, replies: 0, byStatus: {}, slowestMs: 0,
    heap: { before: 0, after: 0 }, secrets: [], problems: [],
  }; // biome-ignore format: one report
  const bench = { program, staff, report };
  do {
    const begun = program.logged.length;
    await oneRound(report.seed + report.rounds, bench);
    report.rounds += 1;
    const lines = report.rounds === 1 ? program.logged.slice(begun) : program.logged.splice(begun);
    report.problems.push(...new Set(lines.filter(isFailure)), ...toldBy(lines, report));
    report.heap.after = heapUsed();
    if (report.rounds === 1) report.heap.before = report.heap.after;
  } while (performance.now() < until && report.problems.length === 0);
  report.problems.push(...leakOf(report));
  if (Number(FUZZ_MINUTES) > 0)
    console.log(JSON.stringify({ ...report, secrets: report.secrets.length }, null, 2));
  return report;
}

/** Leaves nothing behind, so that the heap can be compared. */
async function oneRound(seed: number, bench: Bench): Promise<void> {
  await hostileRequests(seed, bench);
  await hostileSlack(seed, bench);
  await hostileFrames(seed, bench);
  hostileTexts(seed, bench);
  const { conversations } = bench.program.app.store;
  const ids: Parameters<typeof conversations.erase>[0][] = [];
  for await (const { id } of conversations.scan()) ids.push(id);
  for (const id of ids) await conversations.erase(id);
  bench.report.secrets.splice(0, Math.max(0, bench.report.secrets.length - 1000));
}

/** A secret of a conversation in a line of the log. */
function toldBy(lines: string[], { secrets }: FuzzReport): string[] {
  const all = lines.join('');
  return secrets.some((secret) => all.includes(secret)) ? ['a secret is in the log'] : [];
}

async function hostileRequests(seed: number, bench: Bench): Promise<void> {
  const { program, staff } = bench;
  const open = openApiRoutes(program.server).map((route) => ({ route, people: [staff.admin] }));
  const table = consoleRoutes({ clinic: {}, blocks: {}, bank: {} } as never, {} as never);
  const guarded = table
    .filter(({ url }) => !LEFT_OUT.includes(url))
    .map((one) => {
      const roles = one.roles === 'everyone' ? (['admin'] as const) : one.roles;
      return { route: consoleDescriptions([one]), people: roles.map((role) => staff[role]) };
    });
  const all = [
    ...open,
    ...guarded.flatMap(({ route, people }) => route.map((one) => ({ route: one, people }))),
  ];
  for (const [place, { route, people }] of all.entries()) {
    const name = `${route.method} ${route.url}`;
    const numRuns = name === CHAT ? 10 * OF_EACH : OF_EACH;
    const requests = fc.sample(requestsTo(route), { seed: seed * 1000 + place, numRuns });
    for (const [index, request] of requests.entries()) {
      const person = people[index % people.length];
      if (person) await timed(`${name} seed ${seed}`, () => person.send(request), bench);
    }
  }
}

async function hostileSlack(seed: number, bench: Bench): Promise<void> {
  for (const { body, type } of fc.sample(slackBody, { seed, numRuns: 20 * OF_EACH })) {
    const request = signedBySlack(body);
    const headers = { ...request.headers, 'content-type': type };
    const send = () => bench.program.server.inject({ ...request, headers });
    await timed(`POST /slack/events seed ${seed}`, send, bench);
  }
}

async function timed(
  what: string,
  send: () => Promise<LightMyRequestResponse>,
  { report }: Bench,
): Promise<void> {
  const startedAt = performance.now();
  const response = await send();
  const ms = performance.now() - startedAt;
  report.requests += 1;
  report.slowestMs = Math.max(report.slowestMs, Math.round(ms));
  report.byStatus[response.statusCode] = (report.byStatus[response.statusCode] ?? 0) + 1;
  if (response.statusCode >= 500) report.problems.push(`${what}: ${response.statusCode}`);
  const most = what.startsWith('GET /api/chat/events') ? MOST_MS_OF_WAITING : MOST_MS;
  if (ms > most) report.problems.push(`${what}: ${Math.round(ms)} ms`);
  if (what.includes('/api/chat/')) report.problems.push(...unapproved(what, response, report));
}

const take = createTaker(readApproved());

/** All that a patient reads in this answer is taken apart by the check of the hostile turns, byte by byte. */
function unapproved(what: string, response: LightMyRequestResponse, report: FuzzReport): string[] {
  if (response.statusCode !== 200) return [];
  const { conversation, reply, locale, messages = [] } = response.json();
  if (typeof conversation === 'string') report.secrets.push(conversation);
  const said = [
    ...(typeof reply?.text === 'string' && reply.text !== '' ? [{ text: reply.text, locale }] : []),
    ...messages.filter(({ from }: { from: string }) => from === 'bot'),
  ];
  report.replies += said.length;
  return said.flatMap(({ text, locale: of }) => {
    const taken = take(text, of);
    return 'unapprovedFrom' in taken
      ? [`${what}: not approved: ${taken.unapprovedFrom.slice(0, 80)}`]
      : [];
  });
}

/** That Slack and the mail server are not there is part of this; that a route or a frame failed is not. */
function isFailure(line: string): boolean {
  const { level, msg } = JSON.parse(line) as { level: number; msg: string };
  return level >= 50 && !/destination|deliver|post|slack|mail|webhook|page/i.test(msg);
}

function leakOf({ heap, rounds }: FuzzReport): string[] {
  const grown = heap.after - heap.before;
  if (grown <= LEFT_ONCE_BYTES + rounds * LEFT_BY_A_ROUND_BYTES) return [];
  return [`the heap grew by ${grown} bytes in ${rounds - 1} rounds`];
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
