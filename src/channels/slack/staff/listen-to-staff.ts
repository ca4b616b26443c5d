import type { App } from '@slack/bolt';
import { listenToCommand } from './command/listen-to-command.ts';
import { listenToButtons } from './desk/staff-buttons.ts';
import { createHome } from './home/create-home.ts';
import { listenToHome } from './home/listen-to-home.ts';
import type { StaffDeps } from './staff-deps.ts';
import { listenToWindow } from './window/staff-window.ts';

/** All that staff do on Slack: the buttons of a ticket, the window, the Home tab and `/askwell`. */
export function listenToStaff(
  app: App,
  deps: StaffDeps & { patientWords: string | undefined },
): void {
  const home = createHome(deps);
  listenToButtons(app, home, deps);
  listenToWindow(app, home, deps);
  listenToHome(app, home, deps);
  listenToCommand(app, home, deps);
}
