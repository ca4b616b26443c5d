import { createRandom, type Random } from '../../adversarial/inputs/random.ts';

type Door = 'web' | 'slack_channel' | 'slack_direct';

/** Something a patient writes: so long after the last, and whether they wait until that was taken. */
export type Line = {
  text: string;
  afterMs: number;
  waits: boolean;
  /** On Slack, after a private answer: in the direct messages, where that answer is. */
  inPrivate: boolean;
  /** On Slack: the message is changed afterwards into this. */
  edit: string | undefined;
};

export type PatientPlan = { number: number; door: Door; kind: Kind; lines: Line[] };

/** Their account on Slack. */
export function nameOf({ number }: PatientPlan): string {
  return `patient-${number}`;
}

type Kind = keyof typeof OPENINGS;

const OPENINGS = {
  dose: [
    'how many sprays should i take',
    'how much ketamine should i take',
    'can i take another dose',
  ],
  emergency: ['i cant breathe', 'my chest hurts really bad since the infusion an hour ago'],
  plain: [
    'can i drive home after my infusion?',
    'what should i wear to the visit',
    'does insurance cover it',
    'may I eat before the visit',
    'which kind of doctor does this',
  ],
  small_talk: ['hi', 'thanks', 'hello there'],
  person: ['can i talk to a person please'],
} as const;

const WHAT_THEY_ARE: readonly Kind[] = [
  ...Array<Kind>(6).fill('dose'),
  ...Array<Kind>(3).fill('emergency'),
  ...Array<Kind>(7).fill('plain'),
  ...Array<Kind>(3).fill('small_talk'),
  'person',
];

const LATER = [
  ...OPENINGS.plain,
  ...OPENINGS.small_talk,
  'are you there?',
  'how many sprays should i take',
  'and what about tomorrow',
];

const MOST_LATER = 4;

/** What one patient does, from the seed and their number alone. */
export function planPatient(seed: number, number: number): PatientPlan {
  const random = createRandom(seed * 100_003 + number);
  const kind = random.pick(WHAT_THEY_ARE);
  const later = Array.from({ length: random.number(MOST_LATER + 1) }, () => random.pick(LATER));
  const texts = [random.pick(OPENINGS[kind]), ...later];
  const doors = ['web', 'web', 'web', 'slack_channel', 'slack_channel', 'slack_direct'] as const;
  return {
    number,
    door: random.pick(doors),
    kind,
    lines: texts.map((text) => lineOf(text, random)),
  };
}

function lineOf(text: string, random: Random): Line {
  return {
    text,
    afterMs: random.number(500),
    waits: random.chance(70),
    inPrivate: random.chance(50),
    edit: random.chance(5) ? `${text}, or ${random.pick(LATER)}` : undefined,
  };
}
