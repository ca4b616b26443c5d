import { newAuditEntryId } from '../../../domain/audit.ts';
import type { Signature } from '../../../domain/staff.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Away: not paged until they are back. Kept in the audit trail, in the words of the console. */
export async function setAway(
  { id, away }: { id: Signature['id']; away: boolean },
  { store, now }: Pick<StaffDeps, 'store' | 'now'>,
): Promise<void> {
  const changed = await store.staff.update(id, async (current) => {
    if (!current || (current.away ?? false) === away) return { next: undefined, result: false };
    const { away: _, ...back } = current;
    return { next: away ? { ...back, away } : back, result: true };
  });
  if (!changed) return;
  const action = away ? 'set away' : 'set back';
  const entry = { id: newAuditEntryId(), at: now(), by: id, action, subject: `staff ${id}` };
  await store.audit.append([entry]);
}

export async function isAway(
  id: Signature['id'],
  { store }: Pick<StaffDeps, 'store'>,
): Promise<boolean> {
  return (await store.staff.find(id))?.away ?? false;
}
