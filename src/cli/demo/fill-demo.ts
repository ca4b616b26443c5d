import type { Clock } from '../../shared/clock.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/clock.ts';
import type { DemoParts } from './demo-parts.ts';
import { createDice } from './dice.ts';
import type { DemoQuestions } from './read-questions.ts';
import { letModeratorsWork } from './scenes/let-moderators-work.ts';
import { letPatientsAsk } from './scenes/let-patients-ask.ts';
import { letStaffWork } from './scenes/let-staff-work.ts';
import { hireSamplePeople, type SignIn } from './scenes/sample-people.ts';
import { createTimeline } from './timeline.ts';

/** A week to set up, then four of questions. */
const BEFORE_MS = 35 * 24 * HOUR_MS;
const LOOK_EVERY_MS = 15 * MINUTE_MS;
const SEED = 20261;

export type Filling = {
  open(clock: Clock): Promise<DemoParts>;
  questions: DemoQuestions;
  signIns: readonly SignIn[];
  endsAtMs: number;
  /** Share of the five weeks that is over, 0 to 1. */
  onProgress(share: number): void;
};

/** Plays the made-up weeks through the program, moment by moment, and closes it. */
export async function fillDemo({ open, questions, signIns, endsAtMs, onProgress }: Filling) {
  const startsAtMs = endsAtMs - BEFORE_MS;
  const timeline = createTimeline(startsAtMs);
  const parts = await open(timeline.clock);
  try {
    parts.pastTurns.start();
    parts.recalls.start();
    const people = await hireSamplePeople(parts, signIns);
    const dice = createDice(SEED);
    const shared = { parts, timeline, dice, people };
    letModeratorsWork({ ...shared, endsAtMs });
    const staff = letStaffWork(shared);
    letPatientsAsk(questions, endsAtMs, { ...shared, onTurn: staff.onTurn });
    for (let at = startsAtMs; at < endsAtMs; at += LOOK_EVERY_MS) {
      timeline.at(at, async () => {
        await parts.watch.look();
        await staff.look();
      });
    }
    await timeline.run(endsAtMs, (ms) => onProgress((ms - startsAtMs) / BEFORE_MS));
    await parts.pastTurns.caughtUp();
  } finally {
    await parts.close();
  }
}
