import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aFolder, startServing } from '../../support/program.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { noWitness, say } from '../load/patients.ts';

/** Two processes are started on one folder at the same moment: one serves, the other names the folder and ends. */
export async function startTwo({ rounds }: { rounds: number }): Promise<Toll> {
  const folder = aFolder();
  const witness = noWitness();
  const others: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const both = [startServing({ DATA_DIR: folder }), startServing({ DATA_DIR: folder })];
    const serving = await Promise.any(both.map(({ ready }) => ready));
    const url = () => serving.url;
    await say(
      { conversation: base32(40), text: 'how many sprays should i take' },
      { url, witness },
    );
    const other = both.find(({ child }) => child !== serving.child);
    const code = await other?.ended;
    if (code !== 2 || !other?.log().includes(`${folder}: another Askwell runs on this folder`)) {
      others.push(`the second ended with ${code}: ${other?.log()}`);
    }
    serving.child.kill('SIGTERM');
    await serving.ended;
  }
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds });
  await store.close();
  return { ...toll, others: [...toll.others, ...others] };
}
