import type { StaffId } from '../../../domain/ids.ts';
import type { StaffMember } from '../../../domain/staff.ts';
import { parseStaff } from '../../format/parse-staff.ts';
import { createKeyedLock } from '../../order/keyed-lock.ts';
import { LoginTakenError, type StaffRepository, type StoreEvent } from '../../store.ts';
import type { OwingAuditTrail } from '../audit/open-audit-trail.ts';
import type { Files } from '../files/files.ts';
import { type Documents, openDocuments } from './open-documents.ts';

export async function openStaff(parts: {
  files: Files;
  trail: OwingAuditTrail;
  tell: (event: StoreEvent) => void;
}): Promise<StaffRepository> {
  const { files, trail, tell } = parts;
  const nameOf = ({ id }: StaffMember) => id;
  const staff = await openDocuments({ files, trail, folder: 'staff', parse: parseStaff, nameOf });
  const oneAtATime = createKeyedLock();

  return {
    all: async () => staff.all(),
    find: async (id) => staff.get(id),
    findByLogin: async (login) => ownerOf(login, staff),
    update: (id, change) =>
      staff.update(id, change, (write, next) =>
        // Looked up and written in one go, so that of two people who want a login at once one gets it.
        oneAtATime('logins', async () => {
          refuseTaken(next, { id, staff });
          await write();
          tell({ kind: 'staff', id });
        }),
      ),
  };
}

function refuseTaken(
  { login }: StaffMember,
  { id, staff }: { id: StaffId; staff: Documents<StaffMember> },
): void {
  const owner = ownerOf(login, staff);
  if (owner && owner.id !== id) {
    throw new LoginTakenError(`The login of ${id} belongs to ${owner.id}. Choose another.`);
  }
}

function ownerOf(login: string, staff: Documents<StaffMember>): StaffMember | undefined {
  const wanted = normalised(login);
  return staff.all().find((member) => normalised(member.login) === wanted);
}

function normalised(login: string): string {
  return login.trim().toLowerCase();
}
