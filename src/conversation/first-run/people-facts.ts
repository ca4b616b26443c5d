import type { GoLiveFacts } from '../../domain/checklist.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Ways } from '../../escalation/paging/roster.ts';

/** What the checklist asks of the people who work here. */
export function peopleFacts(staff: readonly StaffMember[], ways: Ways): GoLiveFacts['people'] {
  const working = staff.filter(({ disabled }) => !disabled);
  const approvers = working.filter(({ role }) => role !== 'responder');
  const called = working.filter((person) => person.away !== true && isReached(person, ways));
  const onCall = called.filter(({ duties }) => duties?.onCall !== undefined);
  const after = called.filter(
    (person) =>
      (person.duties?.onCall !== undefined || person.duties?.medicalDirector === true) &&
      person !== onCall[0],
  );
  return {
    approvers: approvers.length,
    clinicians: approvers.filter(({ credential }) => credential !== undefined).length,
    onCall: onCall.length,
    backup: onCall.length > 0 && after.length > 0,
  };
}

/** A webhook is a place of its own: it names whoever is on call. */
function isReached({ email, slackUserId }: StaffMember, ways: Ways): boolean {
  return (
    ways.webhook || (ways.email && email !== undefined) || (ways.slack && slackUserId !== undefined)
  );
}
