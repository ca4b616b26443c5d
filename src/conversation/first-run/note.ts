import type { StaffId } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
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
        id: `a_${base32(20)}`,
        at: now(),
        by,
        action,
        subject: 'first run',
        ...(details && { details }),
      },
    ]);
}
