import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Signature } from '../../../../domain/staff.ts';
import { myQueue } from '../desk/my-queue.ts';
import { isAway } from '../set-away.ts';
import type { StaffDeps } from '../staff-deps.ts';
import { homeView, strangerView } from './home-view.ts';

type Client = AllMiddlewareArgs['client'];

type Refreshed = {
  user: string;
  by: Signature;
  /** It was done in the Home tab itself, and this is what the person must be told of it. */
  inHome?: { told: string | undefined };
};

export type Home = {
  /** Shows who opened it their own queue. */
  show(who: { user: string; by: Signature | undefined }, client: Client): Promise<void>;
  /** After something was done: brings it up to date for who has opened it since we run. Never rejects. */
  refresh(who: Refreshed, client: Client): Promise<void>;
};

type Deps = StaffDeps & {
  /** What a patient finds there, in approved words; `undefined` where no patient uses this Slack. */
  patientWords: string | undefined;
};

/** What the Home tab shows. */
export function createHome(deps: Deps): Home {
  const { log } = deps;
  const opened = new Set<string>();
  const publish = async (user: string, by: Signature, told: string | undefined, client: Client) => {
    const [queue, away] = await Promise.all([myQueue(by, deps), isAway(by.id, deps)]);
    const { consoleUrl } = deps;
    const view = homeView({ firstName: by.firstName, away, queue, consoleUrl, told });
    await client.views.publish({ user_id: user, view });
  };
  return {
    async show({ user, by }, client) {
      if (!by) {
        const { patientWords: patient } = deps;
        const view = strangerView({ patient, staff: forStaff(user) });
        await client.views.publish({ user_id: user, view });
        return;
      }
      opened.add(user);
      await publish(user, by, undefined, client);
    },
    async refresh({ user, by, inHome }, client) {
      if (inHome) opened.add(user);
      if (!opened.has(user)) return;
      await publish(user, by, inHome?.told, client).catch((err: unknown) =>
        log.warn({ err }, 'the Home tab of a member of staff is not up to date'),
      );
    },
  };
}

function forStaff(user: string): string {
  return `For staff: this Slack account is not linked to an Askwell account. Ask an admin to enter your Slack member ID (${user}) in your account.`;
}
