import { parseArgs } from 'node:util';
import { type APostgres, aPostgres, canRunPostgres } from '../support/a-postgres.ts';
import { setClock } from './clock/set-clock.ts';
import { breakDatabase, type DatabaseFault, failOver } from './database/break-database.ts';
import { fillDisk } from './disk/full-disk.ts';
import { losePower } from './disk/power-loss.ts';
import { smallDisk } from './disk/small-disk.ts';
import { tearFiles } from './disk/torn-files.ts';
import { startTwo } from './disk/two-processes.ts';
import { costOf, NOTHING_LOST, type Toll } from './judge/toll.ts';
import { killNodes } from './kills/kill-nodes.ts';
import { killOne } from './kills/kill-one.ts';
import { spoilModels } from './models/spoil-models.ts';
import { waysDown } from './outside/ways-down.ts';
import { headLine, tollLines } from './print-tolls.ts';

const HELP = `npm run faults -- [options]

Breaks the built program in every way that we know, while patients write, and prints what each cost. Ends with 1 when
any count but the first two is not 0. Each kill costs a start of the program, 2 to 3 seconds on idle cores: reckon with
an hour for all of it.

  --only TEXT        faults whose name holds this text
  --kills N          rounds of kill -9 on the folder store (500)
  --node-kills N     rounds of kill -9 on two nodes with PostgreSQL (100)
  --points N         moments at which the power is cut; four disks each (all of them)
  --rounds N         rounds of every other fault (10)
`;
const DATABASE_FAULTS: DatabaseFault[] = [
  'restarted',
  'connections cut',
  'out of connections',
  'slow by 5 s',
];

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    kills: { type: 'string', default: '500' },
    'node-kills': { type: 'string', default: '100' },
    points: { type: 'string', default: 'Infinity' },
    rounds: { type: 'string', default: '10' },
  },
});
const rounds = Number(values.rounds);
let isWell = true;

const ON_A_FOLDER: [string, (progress: Progress) => Promise<Toll | undefined>][] = [
  ['kill -9, folder', (progress) => killOne({ rounds: Number(values.kills) }, progress)],
  ['power cut', (progress) => losePower({ points: Number(values.points) }, progress)],
  ['disk full at each write', () => fillDisk({ starts: rounds })],
  ['a real full disk', () => smallDisk({ rounds })],
  ['clock set', () => setClock({ rounds })],
  ['a torn file of each kind', () => tearFiles({ most: 100 })],
  ['two processes on a folder', () => startTwo({ rounds })],
  ['Slack and mail server down', () => waysDown({ rounds })],
  ['models spoilt, encoder gone', () => spoilModels({ rounds: 3 })],
];
const ON_A_DATABASE: [string, (postgres: APostgres, progress: Progress) => Promise<Toll>][] = [
  [
    'kill -9, two nodes, PostgreSQL',
    (postgres, progress) => killNodes(postgres, { rounds: Number(values['node-kills']) }, progress),
  ],
  ['PostgreSQL fails over', () => failOver()],
];
type Progress = (done: number) => void;

if (values.help) process.stdout.write(HELP);
else await runAll();

async function runAll(): Promise<void> {
  console.log(headLine());
  for (const [name, fault] of ON_A_FOLDER) await run(name, fault);
  if (!canRunPostgres()) {
    console.log('PostgreSQL was not tried');
    return;
  }
  const postgres = await aPostgres();
  try {
    for (const [name, fault] of ON_A_DATABASE) {
      await run(name, (progress) => fault(postgres, progress));
    }
    for (const fault of DATABASE_FAULTS) {
      await run(`PostgreSQL ${fault}`, async () => {
        const [[, toll] = []] = await breakDatabase(postgres, { rounds, faults: [fault] });
        return toll;
      });
    }
  } finally {
    await postgres.stop();
  }
  process.exitCode = isWell ? 0 : 1;
}

async function run(
  name: string,
  fault: (progress: Progress) => Promise<Toll | undefined>,
): Promise<void> {
  if (!name.includes(values.only)) return;
  const startedAt = performance.now();
  const toll = await fault((done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done} `);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const seconds = (performance.now() - startedAt) / 1000;
  if (!toll) return console.log(`${name}: not tried, one may not mount a disk here`);
  isWell &&= JSON.stringify(costOf(toll)) === JSON.stringify(NOTHING_LOST);
  for (const line of tollLines(name, toll, seconds)) console.log(line);
}
