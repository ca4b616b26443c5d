import { newAuditEntryId } from '../../domain/audit.ts';
import type { StaffId } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';

/** Says in the audit trail what somebody did in the first run. */
export type Note = (
  by: StaffId,
  action: string,
  details?: Record<string, string | number>,
) => Promise<void>;

export function noteIn({ store, now }: { store: Pick<Store, 'audit'>; now: Clock }): Note {
  return (by, action, details) =>
    store.audit.append([
      {
        id: newAuditEntryId(),
        at: now(),
        by,
        action,
        subject: 'first run',
        ...(details && { details }),
      },
    ]);
}
