import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../quantile.ts';
import type { Answered, Patients } from './open-patients.ts';
import { EMERGENCY, questionAt } from './questions.ts';

export type Times = { p50: number; p99: number; p999: number; count: number };
export type Counted = Times & { aSecond: number; busy: number; refused: number };
export type Overload = {
  offered: number;
  aSecond: number;
  sent: number;
  stored: Times;
  busy: Times;
  danger: Times & { stored: number };
  refused: number;
};

/** So many patients always wait for a reply, which is more than the server takes at once, and fewer than it lets wait. */
const ALWAYS_ASKING = 64;
const BURST = 200;
const BETWEEN_BURSTS_MS = 3000;
const TICK_MS = 5;
/** One in so many writes of an emergency. */
const EMERGENCY_EACH = 50;

let asked = 0;
const question = () => {
  asked += 1;
  return questionAt(asked);
};

/** As fast as the server answers: each patient who has a reply makes room for another who asks. */
export async function sustained(patients: Patients, seconds: number): Promise<Counted> {
  const answers: Answered[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const askOn = async () => {
    while (performance.now() < until) {
      const patient = patients.free();
      if (patient) answers.push(await patient.ask(question()));
    }
  };
  await Promise.all(Array.from({ length: ALWAYS_ASKING }, askOn));
  return counted(answers, (performance.now() - startedAt) / 1000);
}

/** So many messages a second, whether the earlier ones are answered or not; a late start counts as waiting. */
export async function steady(
  patients: Patients,
  { aSecond, seconds }: { aSecond: number; seconds: number },
): Promise<Counted> {
  const { answers, tookSeconds } = await offer(patients, { aSecond, seconds, texts: question });
  return counted(answers, tookSeconds);
}

/** Many at the same moment, then nothing, and again. */
export async function bursting(patients: Patients, seconds: number): Promise<Counted> {
  const pending: Promise<Answered>[] = [];
  const startedAt = performance.now();
  for (let at = 0; at < seconds * 1000; at += BETWEEN_BURSTS_MS) {
    for (let n = 0; n < BURST; n += 1) {
      const patient = patients.free();
      if (patient) pending.push(patient.ask(question()));
    }
    await sleep(BETWEEN_BURSTS_MS);
  }
  const answers = await Promise.all(pending);
  return counted(answers, (performance.now() - startedAt) / 1000);
}

/** More than the server can do; some of them are in danger. */
export async function overloaded(
  patients: Patients,
  { aSecond, seconds }: { aSecond: number; seconds: number },
): Promise<Overload> {
  let n = 0;
  const texts = () => {
    n += 1;
    return n % EMERGENCY_EACH === 0 ? EMERGENCY : question();
  };
  const { answers, tookSeconds } = await offer(patients, { aSecond, seconds, texts });
  const of = (kind: Answered['kind']) => answers.filter((one) => one.kind === kind);
  const danger = of('danger');
  return {
    offered: aSecond,
    aSecond: answers.filter(({ stored }) => stored).length / tookSeconds,
    sent: answers.length,
    stored: timesOf(of('answered')),
    busy: timesOf(of('busy')),
    danger: { ...timesOf(danger), stored: danger.filter(({ stored }) => stored).length },
    refused: of('refused').length,
  };
}

async function offer(
  patients: Patients,
  { aSecond, seconds, texts }: { aSecond: number; seconds: number; texts: () => string },
) {
  const pending: Promise<Answered>[] = [];
  const startedAt = performance.now();
  let due = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    for (; startedAt + (due * 1000) / aSecond <= performance.now(); due += 1) {
      // Nobody is free when everybody waits for a reply: then this one was never written.
      const meantAt = startedAt + (due * 1000) / aSecond;
      const patient = patients.free();
      if (patient) pending.push(patient.ask(texts(), meantAt));
    }
    await sleep(TICK_MS);
  }
  const answers = await Promise.all(pending);
  return { answers, tookSeconds: (performance.now() - startedAt) / 1000 };
}

function counted(answers: Answered[], seconds: number): Counted {
  const stored = answers.filter((one) => one.stored);
  return {
    ...timesOf(stored),
    aSecond: stored.length / seconds,
    busy: answers.filter(({ kind }) => kind === 'busy').length,
    refused: answers.filter(({ kind, stored: kept }) => !kept && kind !== 'busy').length,
  };
}

function timesOf(answers: Answered[]): Times {
  const times = answers.map(({ ms }) => ms);
  return {
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    p999: quantile(times, 0.999),
    count: times.length,
  };
}
