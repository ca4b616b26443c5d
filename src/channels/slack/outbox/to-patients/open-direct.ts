import type { webApi } from '@slack/bolt';
import type { Log } from '../../../../shared/log.ts';
import { failureOf } from '../post-failure.ts';
import { stopsTheAccount } from '../slack-delivery.ts';

/**
 * The direct messages of the bot with this person, opened where they are not yet. `undefined` when Slack opens none for
 * them. Rejects when Slack cannot be asked just now.
 */
export async function openDirect(
  client: webApi.WebClient,
  user: string,
  log: Log,
): Promise<string | undefined> {
  try {
    const { channel } = await client.conversations.open({ users: user });
    return channel?.id;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused' || stopsTheAccount(failure.error)) throw error;
    log.warn(
      { error: failure.error },
      'Slack opens no direct message with a patient, so they are answered by a message that they alone see in the channel; such a message can be missed. Look whether the app has the scope im:write',
    );
    return undefined;
  }
}
