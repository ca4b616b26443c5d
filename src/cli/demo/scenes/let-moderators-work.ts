import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerKey } from '../../../answer-bank/revision-states.ts';
import {
  type Answer,
  type AnswerContent,
  type ApprovalKind,
  findAnswer,
  type Revision,
} from '../../../domain/answer.ts';
import { AnswerId, IntentId } from '../../../domain/ids.ts';
import type { Signature } from '../../../domain/staff.ts';
import { HOUR_MS } from '../../../shared/clock.ts';
import type { DemoParts } from '../demo-parts.ts';
import type { Timeline } from '../timeline.ts';
import type { SamplePeople } from './sample-people.ts';

const DAY_MS = 24 * HOUR_MS;
const WAIT_MS = 20;

export type Moderating = {
  parts: DemoParts;
  timeline: Timeline;
  people: SamplePeople;
  endsAtMs: number;
};

/** How far new words come. */
type Reaches = 'draft' | 'in_review' | 'approved' | 'published';

type Edit = {
  daysAgo: number;
  id: string;
  reaches: Reaches;
  /** Put behind the words that are live. */
  adds: string;
  note: string;
  reviewEveryMonths?: number;
};

/** An answer in every state, and translations that are behind. No word of medicine is changed. */
const EDITS: Edit[] = [
  {
    daysAgo: 33,
    id: 'evidence.travel',
    reaches: 'published',
    adds: 'Ask our staff if you are not sure.',
    note: 'Sample edit: looked at every month, and past that date',
    reviewEveryMonths: 1,
  },
  {
    daysAgo: 27,
    id: 'options.forms',
    reaches: 'published',
    adds: 'Our staff can tell you which of them we offer.',
    note: 'Sample edit: looked at every month',
    reviewEveryMonths: 1,
  },
  {
    daysAgo: 32,
    id: 'driving.after-treatment',
    reaches: 'published',
    adds: 'Ask our staff if you are not sure.',
    note: 'Sample edit: whom to ask',
  },
  {
    daysAgo: 25,
    id: 'prep.arrival',
    reaches: 'published',
    adds: 'The desk is on the second floor.',
    note: 'Sample edit: where the desk is',
  },
  {
    daysAgo: 21,
    id: 'prep.clothes',
    reaches: 'published',
    adds: 'You can leave your coat with us.',
    note: 'Sample edit: coats',
  },
  {
    daysAgo: 5,
    id: 'expect.comfort',
    reaches: 'published',
    adds: 'Tell us if the light is too bright.',
    note: 'Sample edit: asked often',
  },
  {
    daysAgo: 4,
    id: 'prep.bring',
    reaches: 'approved',
    adds: 'Headphones are fine too.',
    note: 'Sample edit: headphones',
  },
  {
    daysAgo: 2,
    id: 'aftercare.rest',
    reaches: 'in_review',
    adds: 'Ask our staff if you are not sure.',
    note: 'Sample edit: waits for its clinical approval',
  },
  {
    daysAgo: 1,
    id: 'insurance.billing',
    reaches: 'draft',
    adds: 'Have the bill at hand when you call.',
    note: 'Sample edit: begun',
  },
];

/** What moderators decide about questions that nothing met, by a word of them. */
const DECISIONS = [
  { word: /lasagna|homework|jkl/, deed: { decision: 'dismissed' as const } },
  { word: /diary/, deed: { decision: 'drafted' as const } },
];

const EXAMPLES = [
  ['is the night bus ok to get home if my brother rides along', 'driving.ride_home'],
  ['two bills came in the same envelope, which one counts', 'insurance.billing'],
] as const;

/** Plans all that is done to the texts: facts, edits, a correction, gaps and examples. */
export function letModeratorsWork(moderating: Moderating): void {
  const { timeline, endsAtMs, parts, people } = moderating;
  const daysAgo = (days: number, deed: () => Promise<unknown>) =>
    timeline.at(endsAtMs - days * DAY_MS, deed);
  daysAgo(34, () => signFacts(moderating));
  for (const edit of EDITS) daysAgo(edit.daysAgo, () => makeEdit(edit, moderating));
  daysAgo(10, async () => {
    const key = english('insurance.visit-limits');
    const live = liveOf(await find(key, parts));
    const why = 'Plans changed their limits; we look it up anew.';
    await parts.answerLife.retire(key, live.number, { by: people.editor.id, why });
  });
  daysAgo(6, () => correct(english('prep.arrival'), moderating));
  daysAgo(1.2, () => proposeHours(moderating));
  daysAgo(1, () => decideGaps(moderating));
  daysAgo(0.9, async () => {
    for (const [text, intent] of EXAMPLES) {
      const by = people.editor.id;
      await parts.exampleDesk.propose({ text, intent: IntentId.parse(intent), locale: 'en', by });
    }
  });
}

function english(id: string): AnswerKey {
  return { id: AnswerId.parse(id), locale: 'en' };
}

async function find(key: AnswerKey, { store }: DemoParts): Promise<Answer> {
  const found = findAnswer(await store.answers.all(), key);
  if (!found) throw new Error(`the bank has no answer ${key.id}`);
  return found;
}

function liveOf({ id, revisions }: Answer): Revision {
  const live = revisions.find(({ state }) => state === 'published');
  if (!live) throw new Error(`${id} is not published`);
  return live;
}

/** Throws where the program did not take it: the demo must not show less than it says. */
function must<Outcome extends { kind: string }>(outcome: Outcome, wanted: string): Outcome {
  if (outcome.kind === wanted) return outcome;
  throw new Error(`the demo expected "${wanted}" and got ${JSON.stringify(outcome)}`);
}

async function makeEdit(edit: Edit, moderating: Moderating): Promise<void> {
  const { parts, people } = moderating;
  const { answerLife } = parts;
  const key = english(edit.id);
  const answer = await find(key, parts);
  const basedOn = answer.revisions.at(-1)?.number ?? 0;
  const content = edited(liveOf(answer).content, edit);
  const author = people.editor.id;
  const proposal = { ...key, content, author, basedOn, note: edit.note };
  must(await answerLife.propose(proposal), 'drafted');
  const number = basedOn + 1;
  if (edit.reaches === 'draft') return;
  must(await answerLife.submit(key, number, author), 'submitted');
  await approve(key, number, { by: people.admin, kind: 'plain_language', parts });
  if (edit.reaches === 'in_review') return;
  await approve(key, number, { by: people.doctor, kind: 'clinical', parts });
  if (edit.reaches === 'approved') return;
  await parts.preview.make(key, number);
  must(await answerLife.publish(key, number, author), 'published');
}

function edited(content: AnswerContent, { adds, reviewEveryMonths }: Edit): AnswerContent {
  const text = `${content.text} ${adds}`;
  return { ...content, text, ...(reviewEveryMonths && { reviewEveryMonths }) };
}

type Approving = { by: Signature; kind: ApprovalKind; parts: DemoParts };

async function approve(
  key: AnswerKey,
  number: number,
  { by, kind, parts }: Approving,
): Promise<void> {
  const { revisions } = await find(key, parts);
  const contentHash = revisions.find((one) => one.number === number)?.contentHash ?? '';
  must(await parts.answerLife.approve(key, number, { by: by.id, kind, contentHash }), 'approved');
}

/** The words were wrong: nobody gets them any more, and those who read them are told. */
async function correct(key: AnswerKey, { parts, people }: Moderating): Promise<void> {
  const { number } = liveOf(await find(key, parts));
  const why = 'Sample reason: the desk has moved to the ground floor.';
  must(await parts.answerLife.withdraw(key, number, { by: people.doctor.id, why }), 'withdrawn');
  const offer = await parts.recalls.offer(key, number);
  if (!offer) throw new Error(`nothing can be said about ${key.id}`);
  const { textHash } = offer;
  must(await parts.recalls.send(key, number, { by: people.doctor.id, textHash }), 'started');
  // They are told beside everything else; here the next moment waits, so that the same demo comes out every time.
  while (await isUnderWay(parts)) await sleep(WAIT_MS);
}

async function isUnderWay({ recalls }: DemoParts): Promise<boolean> {
  return (await recalls.all()).some(({ rounds }) => rounds.some(({ done }) => !done));
}

const FACTS = {
  name: 'Sample Clinic',
  phone: '555-0100',
  phone24: '555-0199',
  address: 'Sample Street',
  hours: [{ from: 'mo', to: 'fr', opens: '09:00', closes: '17:00' }],
  languages: ['en', 'es'],
  parking: true,
  arriveEarlyMinutes: 15,
};

async function signFacts({ parts, people }: Moderating): Promise<void> {
  const { clinicDesk } = parts;
  const note = 'Sample facts';
  const proposal = { facts: FACTS, by: people.editor.id, basedOn: 0, note };
  must(await clinicDesk.propose(proposal), 'proposed');
  const hash = clinicDesk.record().revisions.at(-1)?.hash ?? '';
  must(await clinicDesk.sign(1, { by: people.doctor.id, hash, credential: 'physician' }), 'signed');
}

/** Waits for a signature when the program starts. */
async function proposeHours({ parts, people }: Moderating): Promise<void> {
  const hours = [...FACTS.hours, { from: 'sa', to: 'sa', opens: '09:00', closes: '12:00' }];
  const facts = { ...FACTS, hours };
  const note = 'Sample facts: open on Saturday mornings';
  must(
    await parts.clinicDesk.propose({ facts, by: people.editor.id, basedOn: 1, note }),
    'proposed',
  );
}

async function decideGaps({ parts, people }: Moderating): Promise<void> {
  const groups = await parts.gaps.open();
  for (const { word, deed } of DECISIONS) {
    const group = groups.find(({ text }) => word.test(text));
    if (group) await parts.gaps.decide(group.id, deed, people.editor.id);
  }
}
