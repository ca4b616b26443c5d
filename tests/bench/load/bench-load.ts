import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { linesOf } from './child.ts';
import { openPatients } from './open-patients.ts';
import {
  bursting,
  type Counted,
  type Overload,
  overloaded,
  steady,
  sustained,
  type Times,
} from './phases.ts';
import { SYSTEMS, type System, type SystemName } from './systems.ts';
import { ms, table } from './table.ts';

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const PARTS = ['echo', 'lowdb', 'postgres', 'twoNodes', 'day', 'stored'] as const;
const parts = new Set<string>(given.only?.split(',') ?? PARTS);
for (const part of parts) {
  if (!PARTS.some((known) => known === part)) {
    throw new Error(`--only ${part}: no such part. Take of ${PARTS.join(',')}.`);
  }
}
const SECONDS = given.quick
  ? { warm: 1, sustained: 3, steady: 4, burst: 4, over: 3 }
  : { warm: 3, sustained: 8, steady: 10, burst: 9, over: 6 };
const OPEN = 1000;
const DAY_TURNS = given.quick ? 1200 : 4000;
const STORED = given.quick ? [1_000, 20_000] : [1_000, 1_000_000];
/** The servers' node and its patients share the machine, so a steady day is well below what can be sustained. */
const STEADY_SHARE = 0.5;
const OVER_SHARE = 3;

type Measured = {
  name: SystemName;
  sustained: Counted;
  steadyAt: number;
  steady: Counted;
  burst: Counted | undefined;
  over: Overload | undefined;
  cpuMsATurn: number;
  databaseCpuMsATurn: number | undefined;
  memoryMiB: { open: number; after: number };
};

const startedAt = performance.now();
const measured: Measured[] = [];
for (const name of ['echo', 'lowdb', 'postgres', 'twoNodes'] as const) {
  if (parts.has(name)) measured.push(await measure(name));
}
const day = parts.has('day') ? await clinicDay() : [];
const stored = parts.has('stored') ? await storedTurns() : [];
print();

async function measure(name: SystemName): Promise<Measured> {
  const { label, open } = SYSTEMS[name];
  say(`${label}: starting`);
  const system = await open();
  try {
    return await measureOpen(name, system);
  } finally {
    await system.stop();
  }
}

async function measureOpen(name: SystemName, system: System): Promise<Measured> {
  const { label } = SYSTEMS[name];
  const patients = await openPatients(system.urls, OPEN);
  try {
    say(`${label}: ${OPEN} conversations are open`);
    await sustained(patients, SECONDS.warm);
    const open = system.use();
    const databaseBefore = system.databaseUse();
    const full = await sustained(patients, SECONDS.sustained);
    const busy = system.use();
    const databaseAfter = system.databaseUse();
    say(`${label}: ${full.aSecond.toFixed(0)} turns a second`);
    const steadyAt = full.aSecond * STEADY_SHARE;
    const calm = await steady(patients, { aSecond: steadyAt, seconds: SECONDS.steady });
    const isOurs = name !== 'echo';
    if (isOurs) say(`${label}: bursts, then more than it can take`);
    const burst = isOurs ? await bursting(patients, SECONDS.burst) : undefined;
    const aSecond = full.aSecond * OVER_SHARE;
    const over = isOurs
      ? await overloaded(patients, { aSecond, seconds: SECONDS.over })
      : undefined;
    const after = system.use();
    return {
      name,
      sustained: full,
      steadyAt,
      steady: calm,
      burst,
      over,
      cpuMsATurn: ((busy.cpuSeconds - open.cpuSeconds) * 1000) / full.count,
      databaseCpuMsATurn:
        databaseBefore && databaseAfter
          ? ((databaseAfter.cpuSeconds - databaseBefore.cpuSeconds) * 1000) / full.count
          : undefined,
      memoryMiB: { open: open.memoryMiB, after: after.memoryMiB },
    };
  } finally {
    await patients.close();
  }
}

type Quarter = {
  quarter: number;
  turns: number;
  cpuMsATurn: number;
  msATurn: number;
  heapMiB: number;
  memoryMiB: number;
  openTickets: number;
};

function clinicDay(): Promise<Quarter[]> {
  say('A day of a clinic: starting');
  return linesOf<Quarter>('clinic-day.ts', [String(DAY_TURNS)], ({ quarter }) =>
    say(`A day of a clinic: quarter ${quarter} of 4`),
  );
}

type Figures = { stored: number; p50Ms: number; p99Ms: number; meanMs: number };
type Stored = { kind: string; figures: Figures[] };

async function storedTurns(): Promise<Stored[]> {
  const found: Stored[] = [];
  for (const kind of ['lowdb', 'postgres']) {
    say(`${kind}: ${STORED.map((turns) => turns.toLocaleString('en')).join(' and ')} stored turns`);
    found.push(...(await linesOf<Stored>('stored-turns.ts', [kind, ...STORED.map(String)])));
  }
  return found;
}

function print(): void {
  const minutes = (performance.now() - startedAt) / 60_000;
  const title = `Load${given.quick ? ', quick: for a look, not for figures' : ''}`;
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`;
  console.log(`\n## ${title}\n\n${machine}; ${minutes.toFixed(1)} minutes.`);
  console.log(
    'Server, database and all patients share these cores and one disk; each reply is read on',
  );
  console.log(`its WebSocket after its turn is on disk. ${OPEN} open conversations.\n`);
  if (measured.length > 0) printLoads();
  if (measured.some(({ over }) => over)) printOverloads();
  if (day.length > 0) printDay();
  if (stored.length > 0) printStored();
}

function printLoads(): void {
  const echo = measured.find(({ name }) => name === 'echo');
  const rows = measured.map((one) => [
    SYSTEMS[one.name].label,
    one.sustained.aSecond.toFixed(0),
    echo ? (one.sustained.aSecond / echo.sustained.aSecond).toFixed(3) : '-',
    tripleOf(one.sustained),
    one.steadyAt.toFixed(0),
    tripleOf(one.steady),
    one.burst ? tripleOf(one.burst) : '-',
    one.burst ? String(one.burst.busy) : '-',
    one.cpuMsATurn.toFixed(2),
    one.databaseCpuMsATurn?.toFixed(2) ?? '-',
    `${one.memoryMiB.open.toFixed(0)} / ${one.memoryMiB.after.toFixed(0)}`,
  ]);
  const head = [
    'System',
    'turns/s',
    'of echo',
    'full: p50 / p99 / p99.9 ms',
    'steady/s',
    'steady: p50 / p99 / p99.9 ms',
    'bursts of 200: p50 / p99 / p99.9 ms',
    'busy',
    'server CPU ms/turn',
    'database CPU ms/turn',
    'server MiB before / after',
  ];
  console.log(`${table(head, rows)}\n`);
}

function printOverloads(): void {
  const rows = measured.flatMap(({ name, over }) =>
    over
      ? [
          [
            SYSTEMS[name].label,
            over.offered.toFixed(0),
            over.aSecond.toFixed(0),
            tripleOf(over.stored),
            `${over.busy.count} of ${over.sent}`,
            tripleOf(over.busy),
            `${over.danger.stored} of ${over.danger.count}`,
            tripleOf(over.danger),
            String(over.refused),
          ],
        ]
      : [],
  );
  const head = [
    `${OVER_SHARE} times too many`,
    'offered/s',
    'stored/s',
    'answered: p50 / p99 / p99.9 ms',
    'told "busy"',
    'busy: p50 / p99 / p99.9 ms',
    'emergencies stored',
    '911 read: p50 / p99 / p99.9 ms',
    'no reply',
  ];
  console.log(`${table(head, rows)}\n`);
}

function printDay(): void {
  const rows = day.map((one) => [
    String(one.quarter),
    String(one.turns),
    one.cpuMsATurn.toFixed(2),
    one.msATurn.toFixed(2),
    one.heapMiB.toFixed(0),
    one.memoryMiB.toFixed(0),
    String(one.openTickets),
  ]);
  const head = [
    'Quarter of a day',
    'turns',
    'CPU ms/turn',
    'ms/turn',
    'heap MiB',
    'RSS MiB',
    'open tickets',
  ];
  console.log(table(head, rows));
  const [first, last] = [day.at(0), day.at(-1)];
  if (!first || !last) return;
  const cost = last.cpuMsATurn / first.cpuMsATurn;
  const heap = last.heapMiB / first.heapMiB;
  console.log(`Last quarter for the first: cost ${cost.toFixed(2)}, heap ${heap.toFixed(2)}\n`);
}

function printStored(): void {
  const rows = stored.flatMap(({ kind, figures }) =>
    figures.map((one) => [
      kind,
      one.stored.toLocaleString('en'),
      (one.p50Ms / (figures[0]?.p50Ms ?? 1)).toFixed(2),
      ms(one.p50Ms),
      (one.meanMs / (figures[0]?.meanMs ?? 1)).toFixed(2),
      ms(one.meanMs),
      ms(one.p99Ms),
    ]),
  );
  const head = ['Store', 'stored turns', 'ratio', 'p50 ms', 'ratio of means', 'mean ms', 'p99 ms'];
  console.log(table(head, rows));
}

function tripleOf({ p50, p99, p999 }: Times): string {
  return [p50, p99, p999].map(ms).join(' / ');
}

function say(text: string): void {
  process.stderr.write(
    `[${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${text}\n`,
  );
}
