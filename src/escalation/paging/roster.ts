import type { StaffId } from '../../domain/ids.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Reason } from '../../domain/ticket.ts';

/** What is connected, of the ways a page can go. */
export type Ways = { slack: boolean; email: boolean; webhook: boolean };

/** Who is called, step by step; each step names at least one person, or none where there is nobody to name. */
type Chain = readonly (readonly StaffId[])[];

/** Whom pages call, as the people's duties, absences and addresses are now. */
export type Roster = {
  /** About abuse: the safeguarding leads come first. */
  abuse: Chain;
  others: Chain;
  /** People whom a page by e-mail reaches. */
  withEmail: ReadonlySet<StaffId>;
};

export function rosterOf(staff: readonly StaffMember[], ways: Ways): Roster {
  const working = staff.filter(({ disabled }) => !disabled).sort(byOrder);
  const leads = working.filter(({ duties }) => duties?.safeguarding);
  const onCall = working.filter(({ duties }) => duties?.onCall !== undefined);
  return {
    abuse: chainOf([...leads, ...onCall], { working, ways }),
    others: chainOf(onCall, { working, ways }),
    withEmail: new Set(working.filter(({ email }) => email !== undefined).map(({ id }) => id)),
  };
}

export function chainFor(reason: Reason, roster: Roster): Chain {
  return reason === 'abuse_disclosed' ? roster.abuse : roster.others;
}

/** Those who are away only where no other is left. */
function directorsOf(working: readonly StaffMember[]): readonly StaffMember[] {
  const directors = working.filter(({ duties }) => duties?.medicalDirector);
  const present = directors.filter(isPresent);
  return present.length > 0 ? present : directors;
}

type Around = { working: readonly StaffMember[]; ways: Ways };

/** One after another, and in the end all of them with the medical director. */
function chainOf(called: readonly StaffMember[], around: Around): Chain {
  const directors = directorsOf(around.working);
  const steps = firstSteps(called, around) ?? [directors];
  const everyone = [...steps.flat(), ...directors];
  return [...steps, everyone].map((step) => [...new Set(step.map(({ id }) => id))]);
}

/**
 * Those on call whom a page reaches, one by one. Where there is none, all who work at the desk at once; then the same
 * with people who are away; and last those on call who have no address, since a shared place can still name them.
 */
function firstSteps(
  called: readonly StaffMember[],
  { working, ways }: Around,
): StaffMember[][] | undefined {
  const reached = (person: StaffMember) => isReached(person, ways);
  const atDesk = working.filter(({ role }) => role !== 'moderator');
  const oneByOne = (people: readonly StaffMember[]) => [...new Set(people)].map((one) => [one]);
  const atOnce = (people: readonly StaffMember[]) => (people.length > 0 ? [[...people]] : []);
  const choices = [
    oneByOne(called.filter(reached).filter(isPresent)),
    atOnce(atDesk.filter(reached).filter(isPresent)),
    oneByOne(called.filter(reached)),
    atOnce(atDesk.filter(reached)),
    oneByOne(called.filter(isPresent)),
    oneByOne(called),
  ];
  return choices.find((steps) => steps.length > 0);
}

function isPresent({ away }: StaffMember): boolean {
  return away !== true;
}

function isReached({ email, slackUserId }: StaffMember, ways: Ways): boolean {
  return (ways.email && email !== undefined) || (ways.slack && slackUserId !== undefined);
}

/** By place in the on-call order; the rest by how long they have been here. */
function byOrder(a: StaffMember, b: StaffMember): number {
  const place = ({ duties }: StaffMember) => duties?.onCall ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}
