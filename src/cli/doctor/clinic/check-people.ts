import { peopleFacts } from '../../../conversation/first-run/people-facts.ts';
import type { StaffMember } from '../../../domain/staff.ts';
import type { Ways } from '../../../escalation/paging/roster.ts';
import { bad, doubtful, type Finding, good } from '../finding.ts';

type People = {
  staff: readonly StaffMember[];
  ways: Ways;
  approvals: number;
  isLive: boolean;
  /** The clinic asks everybody for a second factor. */
  asksEveryone: boolean;
};

/** Whether the people are there whom patients are passed on to. */
export function checkPeople({ staff, ways, approvals, isLive, asksEveryone }: People): Finding[] {
  const working = staff.filter(({ disabled }) => !disabled);
  const tell = isLive ? bad : doubtful;
  if (working.length === 0) {
    return [
      tell(
        'people',
        'nobody can sign in',
        'Start the server: it prints the link that makes the first admin.',
      ),
    ];
  }
  const { approvers, onCall, backup } = peopleFacts(staff, ways);
  const admins = working.filter(({ role }) => role === 'admin').length;
  const at = 'at People in the console';
  const byPassword = working.filter(({ secondFactor }) => !secondFactor).length;
  const findings = [
    ...(isLive && !asksEveryone && byPassword > 0
      ? [
          doubtful(
            'people.second-factor',
            `${byPassword} of ${working.length} people sign in with a password alone`,
            'Set SECOND_FACTOR=everyone, unless something in front of the console asks for one.',
          ),
        ]
      : []),
    ...(admins === 0
      ? [
          bad(
            'people.admin',
            'nobody is an admin',
            'Restore a backup: only an admin makes another.',
          ),
        ]
      : []),
    ...(onCall === 0
      ? [
          tell(
            'people.on-call',
            'nobody is on call whom a page reaches',
            `Give duties and addresses ${at}.`,
          ),
        ]
      : []),
    ...(onCall > 0 && !backup
      ? [doubtful('people.backup', 'nobody comes after the first on call', `Name a second ${at}.`)]
      : []),
    ...(approvers < approvals
      ? [
          tell(
            'people.approvers',
            `an answer needs ${approvals} approvals and ${approvers} may give one`,
            `Add moderators ${at}.`,
          ),
        ]
      : []),
  ];
  return findings.length > 0
    ? findings
    : [good('people', `${working.length} people, ${onCall} on call`)];
}
