import type { webApi } from '@slack/bolt';
import type { Signature, StaffMember } from '../../../domain/staff.ts';
import type { Log } from '../../../shared/log.ts';
import type { Store } from '../../../store/store.ts';
import { failureOf } from '../outbox/post-failure.ts';

type SlackUser = { id: string; team: string | undefined };

/** Who of our staff a Slack user is; `undefined` for everyone else. Rejects when Slack cannot be asked. */
export type LinkStaff = (user: SlackUser) => Promise<Signature | undefined>;

type Deps = { store: Store; client: webApi.WebClient; log: Log };

/** By the Slack user id in their account, else by the e-mail that is their login. */
export function createLinkStaff(deps: Deps): LinkStaff {
  const { store } = deps;
  return async (user) => {
    const staff = (await store.staff.all()).filter((member) => !member.disabled);
    const linked = staff.find((member) => member.slackUserId === user.id);
    if (linked) return signatureOf(linked);
    const email = await emailOf(user, deps);
    if (!email) return undefined;
    const byLogin = staff.find((member) => member.login === email && !member.slackUserId);
    return byLogin && signatureOf(byLogin);
  };
}

/** A guest of another workspace could carry any address, so only our own workspace's people count. */
async function emailOf(user: SlackUser, { client, log }: Deps): Promise<string | undefined> {
  try {
    const { user: found } = await client.users.info({ user: user.id });
    const foreign = user.team && found?.team_id && found.team_id !== user.team;
    if (foreign || found?.is_bot || found?.deleted || found?.is_stranger) return undefined;
    return found?.profile?.email?.trim().toLowerCase();
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused') throw error;
    log.warn(
      { user: user.id, error: failure.error },
      'Slack does not tell whose account this is; give the app users:read and users:read.email',
    );
    return undefined;
  }
}

function signatureOf({ id, firstName, role }: StaffMember): Signature {
  return { id, firstName, role };
}
