import type { StaffActions } from '../../../conversation/desk/staff-actions.ts';
import type { Clocks } from '../../../escalation/clocks/create-clocks.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import type { LinkStaff } from './link-staff.ts';

/** What all that staff do on Slack needs. */
export type StaffDeps = {
  staffActions: StaffActions;
  store: Store;
  clocks: Clocks;
  linkStaff: LinkStaff;
  staffChannel: string;
  consoleUrl: string;
  now: Clock;
  log: Log;
};
