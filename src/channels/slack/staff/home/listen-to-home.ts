import type { App, BlockButtonAction } from '@slack/bolt';
import { setAway } from '../set-away.ts';
import { slackUserOf } from '../staff-click.ts';
import type { StaffDeps } from '../staff-deps.ts';
import type { Home } from './create-home.ts';
import { AWAY_ACTION, DESK_LINK_ACTION } from './home-view.ts';

/** The Home tab: shown when it is opened, and its switch "I am away". */
export function listenToHome(app: App, home: Home, deps: StaffDeps): void {
  app.event('app_home_opened', async ({ event, body, client }) => {
    if (event.tab !== 'home') return;
    const { user } = event;
    const by = await deps.linkStaff({ id: user, team: body.team_id });
    await home.show({ user, by }, client);
  });
  app.action<BlockButtonAction>(AWAY_ACTION, async ({ ack, action, body, client }) => {
    const user = slackUserOf({ user: body.user, team: body.team });
    const by = await deps.linkStaff(user);
    if (by) await setAway({ id: by.id, away: action.value === 'away' }, deps);
    await ack();
    await home.show({ user: user.id, by }, client);
  });
  app.action(DESK_LINK_ACTION, ({ ack }) => ack());
}
