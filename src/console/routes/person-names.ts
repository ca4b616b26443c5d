import type { StaffMember } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';
import type { PersonName } from '../wire.ts';

export type PersonNames = {
  of(id: string): PersonName;
  /** First name and login of a staff id; anything else as it is. */
  label(by: string): string;
  /** `staff s_…` with the name in place of the id. */
  inSubject(subject: string): string;
};

/** Others than staff that the audit trail names. */
const NOT_PEOPLE: Record<string, string> = {
  bot: 'Askwell',
  system: 'Askwell',
  patient: 'The patient',
};

/** Names for ids, from one reading of all staff. */
export async function namesOf(store: Store): Promise<PersonNames> {
  const byId = new Map<string, StaffMember>(
    (await store.staff.all()).map((member) => [member.id, member]),
  );
  const label = (id: string) => {
    const member = byId.get(id);
    return member ? `${member.firstName} (${member.login})` : id;
  };
  return {
    label,
    of: (id) => ({
      id,
      firstName: byId.get(id)?.firstName ?? NOT_PEOPLE[id] ?? 'Someone who left',
    }),
    inSubject: (subject) =>
      subject.replace(/^staff (\S+)$/, (_, id: string) => `staff ${label(id)}`),
  };
}
