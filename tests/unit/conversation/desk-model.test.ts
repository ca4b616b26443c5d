import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  openRealDesk,
  ownerOf,
  type RealDesk,
  sheetOf,
  type Trouble,
} from './desk-model/real-desk.ts';
import {
  anEmptyDesk,
  type Deed,
  type Desk,
  lookRound,
  type Name,
  owner,
  patientSays,
  type Says,
  staffDo,
  tray,
} from './desk-model/reference-desk.ts';

const START = Date.parse('2026-11-23T15:00:00.000Z');
const MINUTE = 60_000;
/** Each of up to 60 events; 6,000 were run when this was written. */
const SEQUENCES = 300;

type Step = fc.AsyncCommand<Desk, RealDesk>;

/** One event, as often as it comes, and what the disk does to it. */
type Event = { times: number; trouble: Trouble | undefined };
const event = fc.record({
  times: fc.constantFrom(1, 1, 1, 2),
  trouble: fc.constantFrom(undefined, undefined, undefined, 'refused', 'killed after'),
}) satisfies fc.Arbitrary<Event>;
const name: fc.Arbitrary<Name> = fc.constantFrom('ana', 'ben');

/** Does the same to the model and to the program, then compares all that anybody can see. */
function step(
  title: string,
  { times, trouble }: Event,
  { expected, done }: { expected(desk: Desk): void; done(real: RealDesk, desk: Desk): unknown },
): Step {
  return {
    check: () => true,
    toString: () => `${title}${times > 1 ? ', twice' : ''}${trouble ? `, ${trouble}` : ''}`,
    async run(desk, real) {
      for (let time = 1; time <= times; time++) {
        desk.at += 1000;
        real.desk.at = desk.at;
        const before = structuredClone(desk);
        expected(desk);
        if (time === 1 && trouble) await inTrouble(trouble, { desk, before, real, done });
        else await done(real, desk);
        await compare(desk, real);
      }
    },
  };
}

type Troubled = {
  desk: Desk;
  before: Desk;
  real: RealDesk;
  done(real: RealDesk, desk: Desk): unknown;
};

async function inTrouble(trouble: Trouble, { desk, before, real, done }: Troubled) {
  real.desk.trouble = trouble;
  await Promise.resolve(done(real, desk)).catch(() => undefined);
  const met = real.desk.trouble === undefined;
  real.desk.trouble = undefined;
  if (!met) return;
  // A number that was given out stays given out, whatever became of its ticket.
  if (trouble === 'refused') Object.assign(desk, { ...before, nextNumber: desk.nextNumber });
  else await real.reopen();
}

async function compare(desk: Desk, real: RealDesk): Promise<void> {
  const conversation = await real.find();
  if (!conversation) return expect(desk.sheet).toEqual([]);
  expect(sheetOf(conversation)).toEqual(desk.sheet);
  expect(ownerOf(conversation)).toBe(owner(desk));
  expect(await real.tray()).toEqual(tray(desk));
}

let ids = 0;
const newId = () => `${++ids}`;

const patient = fc
  .tuple(fc.constantFrom<Says>('clear', 'dose', 'dose now', 'emergency', 'person'), event)
  .map(([says, how]) => {
    const id = newId();
    return step(`patient ${id}: ${says}`, how, {
      expected: (desk) => patientSays(desk, says, id),
      done: (real) => real.says(says, id),
    });
  });

/** Whom `place` means: one of the tickets there are, or one that there is not. */
function numberAt(place: number, desk: Desk): number {
  return desk.slips[place % (desk.slips.length + 1)]?.number ?? 999;
}

type Who = { by: Name; to: Name; id: string };
const deed: fc.Arbitrary<(who: Who) => Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(({ by }: Who) => ({ deed: 'claim', by }) as const) },
  { weight: 5, arbitrary: fc.constant(({ by, id }: Who) => ({ deed: 'reply', by, id }) as const) },
  fc.constant(({ by, id }: Who) => ({ deed: 'note', by, id }) as const),
  { weight: 2, arbitrary: fc.constant(({ by }: Who) => ({ deed: 'release', by }) as const) },
  { weight: 3, arbitrary: fc.constant(({ by }: Who) => ({ deed: 'resolve', by }) as const) },
  { weight: 3, arbitrary: fc.constant(({ by }: Who) => ({ deed: 'merge', by }) as const) },
  {
    weight: 2,
    arbitrary: fc.constant(({ by, to }: Who) => ({ deed: 'reassign', by, to }) as const),
  },
);

/** Mostly whoever has the ticket, since the others may do nothing with it. */
const staff = fc
  .record({ make: deed, place: fc.nat(3), by: name, to: name, holder: fc.nat(3), how: event })
  .map(({ make, place, by, to, holder, how }) => {
    const id = `words ${newId()}`;
    let number = 0;
    let work = make({ by, to, id });
    return step(`${JSON.stringify(work)} at ${place}, ${holder > 0 ? 'who has it' : ''}`, how, {
      expected(desk) {
        number = numberAt(place, desk);
        const has = desk.slips.find((slip) => slip.number === number)?.holder;
        work = make({ by: (holder > 0 && has) || by, to, id });
        staffDo(desk, number, work);
      },
      done: (real) => real.does(number, work),
    });
  });

/** What was sent long ago comes once more: a browser that was asleep, a queue that was stuck. */
const late = fc.nat(20).map((place) => {
  let id = '';
  return step(
    `${place} comes once more`,
    { times: 1, trouble: undefined },
    {
      expected(desk) {
        id = desk.sent[place % (desk.sent.length || 1)] ?? '';
      },
      done(real, desk) {
        const number = desk.slips[0]?.number;
        if (/^\d+$/.test(id)) return real.says('emergency', id);
        const sent = desk.sheet.find((line) => line.endsWith(`: ${id}`));
        const by = sent?.startsWith('ana') ? 'ana' : 'ben';
        return number && sent ? real.does(number, { deed: 'reply', by, id }) : undefined;
      },
    },
  );
});

/** Some minutes pass, and the watch looks at the conversation. */
const time = fc.tuple(fc.constantFrom(1, 1, 35, 35, 60, 25 * 60), event).map(([minutes, how]) => {
  const look = step('the watch looks', how, {
    expected: lookRound,
    done: (real) => real.look(),
  });
  return {
    check: look.check,
    toString: () => `${minutes} minutes later, ${look}`,
    run(desk: Desk, real: RealDesk) {
      desk.at += minutes * MINUTE;
      return look.run(desk, real);
    },
  };
});

const restart: fc.Arbitrary<Step> = fc.constant({
  check: () => true,
  toString: () => 'the program starts again',
  async run(desk, real) {
    await real.reopen();
    await compare(desk, real);
  },
});

/** Both want it at the same moment: exactly one of them has it, and it was free. */
const race = fc.nat(3).map(
  (place): Step => ({
    check: () => true,
    toString: () => `both claim ${place}`,
    async run(desk, real) {
      desk.at += 1000;
      real.desk.at = desk.at;
      const number = numberAt(place, desk);
      const free = tray(desk).some(
        (line) => line.startsWith(`${number} `) && line.endsWith('nobody'),
      );
      const before = tray(desk);
      await Promise.all([
        real.does(number, { deed: 'claim', by: 'ana' }),
        real.does(number, { deed: 'claim', by: 'ben' }),
      ]);
      const now = await real.tray();
      const [won] = now.filter((line) => !before.includes(line));
      expect(won !== undefined).toBe(free);
      if (won) staffDo(desk, number, { deed: 'claim', by: won.endsWith('ana') ? 'ana' : 'ben' });
      await compare(desk, real);
    },
  }),
);

const steps = fc.commands(
  [patient, patient, staff, staff, staff, staff, time, late, restart, race],
  { maxCommands: 60, size: 'max' },
);

test('whatever patient, staff, time, doubles and crashes do, the desk is as the reference desk', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const real = await openRealDesk(START);
      const desk = anEmptyDesk(START);
      await fc.asyncModelRun(() => ({ model: desk, real }), commands);
      await real.reopen();
      expect(await real.book()).toEqual(desk.book);
    }),
    { numRuns: SEQUENCES },
  );
}, 60_000);
