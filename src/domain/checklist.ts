import type { FirstRun } from './first-run.ts';

/** All that the go-live checklist is decided by; whoever gathers it looks at the store and the settings. */
export type GoLiveFacts = {
  /** A setting that is not set is `undefined`: then the sample stands in its place. */
  settings: {
    clinicName: string | undefined;
    phone: string | undefined;
    phone24: string | undefined;
    /** Hours, holidays and time zone in one line. */
    hours: string;
    /** Where people reach the server. */
    address: string;
    approvals: number;
    /** Ways a page can go, by name, and a hash of their settings. */
    ways: readonly string[];
    waysHash: string;
    /** Ways that a test page cannot be sent on from here. */
    untriedWays: readonly string[];
  };
  /** Facts of the clinic that a second person signed. */
  factsInForce: boolean;
  /** People who work here: their number in each part. */
  people: {
    /** May approve answers, and those of them with a clinical credential. */
    approvers: number;
    clinicians: number;
    /** On call, present, and reached by a page. */
    onCall: number;
    /** A second one on call, or a medical director who is not the only one on call; reached. */
    backup: boolean;
  };
  /** Answers to patients. `open`: neither approved nor put off. */
  answers: { approved: number; open: number };
  progress: FirstRun;
};

export type LineId =
  | 'names'
  | 'facts'
  | 'hours'
  | 'number'
  | 'called'
  | 'clinician'
  | 'approvers'
  | 'on_call'
  | 'backup'
  | 'ways'
  | 'pages'
  | 'address'
  | 'answers'
  | 'approved'
  | 'trial';

/** `missing` is a sentence, and absent where the line is as it should be. */
export type ChecklistLine = { id: LineId; missing?: string };

/** A break in one of these takes the sign-off back: a patient in danger may reach nobody. */
export const SAFETY_LINES: readonly LineId[] = ['number', 'called', 'on_call', 'ways'];

/** Each line of the go-live checklist, in the order of the steps. */
export function checklistOf(facts: GoLiveFacts): ChecklistLine[] {
  return LINES.map(([id, missingIn]) => {
    const missing = missingIn(facts);
    return missing === undefined ? { id } : { id, missing };
  });
}

type Missing = (facts: GoLiveFacts) => string | undefined;
const unless = (isSo: boolean, missing: string) => (isSo ? undefined : missing);

const LINES: readonly (readonly [LineId, Missing])[] = [
  ['names', ({ settings }) => namesMissing(settings)],
  ['facts', ({ factsInForce }) => unless(factsInForce, 'No clinic facts are signed yet.')],
  ['hours', hoursMissing],
  [
    'number',
    ({ settings }) =>
      unless(
        settings.phone24 !== undefined,
        'CLINIC_PHONE_24H is not set: a sample number stands in its place.',
      ),
  ],
  ['called', calledMissing],
  [
    'clinician',
    ({ people }) => unless(people.clinicians > 0, 'No moderator has a clinical credential.'),
  ],
  ['approvers', approversMissing],
  [
    'on_call',
    ({ people }) => unless(people.onCall > 0, 'Nobody is on call whom a page reaches now.'),
  ],
  ['backup', ({ people }) => unless(people.backup, 'Nobody comes after the first on call.')],
  [
    'ways',
    ({ settings }) => unless(settings.ways.length > 0, 'No way is set that a page could take.'),
  ],
  ['pages', pagesMissing],
  ['address', ({ settings }) => addressMissing(settings.address)],
  ['answers', ({ answers }) => answersMissing(answers.open)],
  [
    'approved',
    ({ answers }) =>
      unless(answers.approved > 0, 'No answer is approved yet: every question would go to staff.'),
  ],
  ['trial', trialMissing],
];

function namesMissing({ clinicName, phone }: GoLiveFacts['settings']): string | undefined {
  const unset = [
    ...(clinicName === undefined ? ['CLINIC_NAME'] : []),
    ...(phone === undefined ? ['CLINIC_PHONE'] : []),
  ];
  if (unset.length === 0) return undefined;
  return `${unset.join(' and ')} ${unset.length === 1 ? 'is' : 'are'} not set.`;
}

function hoursMissing({ settings, progress: { hoursRead } }: GoLiveFacts): string | undefined {
  if (hoursRead?.hours === settings.hours) return undefined;
  return hoursRead
    ? 'The opening hours were changed since someone read them.'
    : 'Nobody has read the week that the settings mean.';
}

function calledMissing({ settings, progress: { phoneCalled } }: GoLiveFacts): string | undefined {
  if (phoneCalled && phoneCalled.phone24 === settings.phone24) return undefined;
  return phoneCalled
    ? 'The 24-hour number was changed since it was called.'
    : 'Nobody has called the 24-hour number yet.';
}

function approversMissing({ settings, people }: GoLiveFacts): string | undefined {
  const { approvals } = settings;
  if (people.approvers >= approvals && (approvals === 1 || people.clinicians > 0)) return undefined;
  return `An answer needs ${approvals} ${approvals === 1 ? 'approval' : 'approvals by different people'}; ${people.approvers} may give one.`;
}

function pagesMissing({ settings, progress: { pagesTried } }: GoLiveFacts): string | undefined {
  const { ways, untriedWays, waysHash } = settings;
  const wanted = ways.filter((way) => !untriedWays.includes(way));
  if (ways.length === 0) return 'There is no way to try.';
  if (wanted.length === 0) return undefined;
  if (!pagesTried) return 'No test page was sent yet.';
  if (pagesTried.settings !== waysHash)
    return 'The settings were changed since the last test page.';
  const refused = wanted.filter((way) => !pagesTried.accepted.includes(way));
  return refused.length === 0
    ? undefined
    : `The last test page was not taken by: ${refused.join(', ')}.`;
}

/** What patients write travels to this address; on this machine alone it travels nowhere. */
function addressMissing(address: string): string | undefined {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || LOOPBACK.test(hostname)) return undefined;
  return 'PUBLIC_URL does not begin with https://, so what patients write could be read on its way.';
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function answersMissing(open: number): string | undefined {
  if (open === 0) return undefined;
  return `${open} ${open === 1 ? 'answer is' : 'answers are'} neither approved nor put off.`;
}

function trialMissing({ progress: { trial } }: GoLiveFacts): string | undefined {
  if (trial?.conversation !== undefined) return 'A trial chat is still open: end it.';
  return trial && trial.turns > 0 ? undefined : 'Nobody has tried the chat yet.';
}

/** `fallen`: signed, but something that safety hangs on is not so any more; `broken` names it. */
export type Standing =
  | { kind: 'unsigned' }
  | { kind: 'stands' }
  | { kind: 'fallen'; broken: { id: LineId; missing: string }[] };

/**
 * What the sign-off is worth now. One that has fallen stops no answer: patients would lose the bot at the very moment
 * when no person is reached, and the safety texts say the same with it or without.
 */
export function standingOf(facts: GoLiveFacts): Standing {
  const { signOff } = facts.progress;
  if (!signOff) return { kind: 'unsigned' };
  const broken = checklistOf(facts).flatMap(({ id, missing }) =>
    missing !== undefined && SAFETY_LINES.includes(id) ? [{ id, missing }] : [],
  );
  const isOther = signOff.phone24 !== facts.settings.phone24;
  const named = broken.some(({ id }) => id === 'number' || id === 'called');
  const changed = isOther && !named ? [NUMBER_CHANGED] : [];
  const all = [...broken, ...changed];
  return all.length === 0 ? { kind: 'stands' } : { kind: 'fallen', broken: all };
}

const NUMBER_CHANGED = {
  id: 'number' as const,
  missing: 'The 24-hour number is another than the one that was signed for: sign again.',
};
