import {
  type Deliver,
  DeliveryError,
  type DeliveryFailure,
} from '../../../conversation/outbox/delivery.ts';
import { failureOf, type PostFailure } from './post-failure.ts';

/** The token or the app's rights: an admin mends them, and until then nothing of ours gets through. */
const OF_THE_ACCOUNT = new Set([
  'access_denied',
  'account_inactive',
  'ekm_access_denied',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);

/** The channel as it stands. */
const OF_THE_CHANNEL = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
]);

/** The token itself is refused, so that nothing else would be taken either. Rights that lack stop single calls alone. */
export function stopsTheAccount(error: string): boolean {
  return OF_THE_ACCOUNT.has(error) && error !== 'missing_scope';
}

/** Says Slack's failures in the words of the outbox. `channelIs`: what a fault of the channel stops. */
export function slackDelivery(deliver: Deliver, channelIs: 'place' | 'destination'): Deliver {
  return async (...args) => {
    try {
      return await deliver(...args);
    } catch (error) {
      if (error instanceof DeliveryError) throw error;
      throw new DeliveryError(inWordsOfTheOutbox(failureOf(error), channelIs), { cause: error });
    }
  };
}

function inWordsOfTheOutbox(
  failure: PostFailure,
  channelIs: 'place' | 'destination',
): DeliveryFailure {
  switch (failure.kind) {
    case 'rate_limited':
      // The pacer has put the channel to rest for that long; the others need not wait.
      return { kind: 'rate_limited', afterMs: 0, reach: 'place' };
    case 'unknown':
      return { kind: 'unknown', problem: failure.error };
    case 'refused': {
      const { error: problem } = failure;
      if (OF_THE_ACCOUNT.has(problem)) return { kind: 'refused', problem, reach: 'destination' };
      if (OF_THE_CHANNEL.has(problem)) return { kind: 'refused', problem, reach: channelIs };
      return { kind: 'refused', problem, reach: 'item' };
    }
  }
}
