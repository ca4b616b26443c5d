import type { Receive } from '../../channels/channel.ts';
import { whileDoing } from '../../shared/doing.ts';
import { sha256 } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracing } from './tracing.ts';

type Deps = { log: Log; tracing: Tracing };

const TURN_ID_LENGTH = 16;

/**
 * The same door, under whose roof every log line and every span names the turn. A message's id may be of the sender's
 * making, so the turn's is a hash; the same message again has the same one.
 */
export function withTurnIds(receive: Receive, { log, tracing }: Deps): Receive {
  return (message) => {
    const { conversationId: conversation, messageId, channel } = message;
    const turn = sha256(`${conversation} ${messageId}`).slice(0, TURN_ID_LENGTH);
    return whileDoing({ turn, conversation }, () =>
      tracing.span('turn', async (attributes) => {
        const startedAt = performance.now();
        const outcome = await receive(message);
        const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
        const { stored } = outcome;
        attributes({ 'askwell.turn': turn, 'askwell.channel': channel, 'askwell.stored': stored });
        log.info({ channel, stored, milliseconds }, 'turn taken');
        return outcome;
      }),
    );
  };
}
