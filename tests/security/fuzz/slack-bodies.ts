import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';

/** One field of three is not what Slack would send. */
const field = (...usual: unknown[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: hostileValue },
  );

const PLACE = 'C000000009';
const ts = () => field('1700000000.000100', '1700000001.000200');

const message = fc.record(
  {
    type: field('message', 'app_mention', 'app_home_opened', 'member_joined_channel'),
    subtype: field(undefined, 'message_changed', 'message_deleted', 'file_share'),
    channel: field(PLACE, 'D000000001'),
    user: field('U000000001', 'UBOT'),
    text: fc.oneof(hostileText, field('<@UBOT> can I drive home?')),
    ts: ts(),
    thread_ts: ts(),
    deleted_ts: ts(),
    message: field({
      user: 'U000000001',
      text: 'more',
      ts: '1700000000.000100',
      edited: { ts: '1700000009.0' },
    }),
    previous_message: field({ user: 'U000000001', text: 'less', ts: '1700000000.000100' }),
  },
  { requiredKeys: ['type', 'channel'] },
);

const event = fc.record({
  type: field(
    'event_callback',
    'event_callback',
    'event_callback',
    'url_verification',
    'app_rate_limited',
  ),
  team_id: field('T000000001'),
  event_id: fc.uuid(),
  authorizations: field([{ is_bot: true, user_id: 'UBOT' }], []),
  event: fc.oneof({ weight: 6, arbitrary: message }, { weight: 1, arbitrary: hostileValue }),
});

const press = fc.record(
  {
    type: field('block_actions', 'view_submission', 'shortcut', 'view_closed'),
    team: field({ id: 'T000000001' }),
    user: field({ id: 'U000000001' }),
    channel: field({ id: PLACE }),
    message: field({ ts: '1700000000.000100' }),
    trigger_id: field('1.1'),
    actions: fc.array(
      fc.record({
        type: field('button'),
        action_id: field('claim', 'choice_1', 'helped_yes'),
        block_id: hostileText,
        value: hostileText,
      }),
      { minLength: 0, maxLength: 2 },
    ),
    view: field({ id: 'V1', callback_id: 'send', private_metadata: '{}', state: { values: {} } }),
  },
  { requiredKeys: ['type', 'user'] },
);

const command = fc.record({
  command: field('/askwell'),
  text: fc.oneof(hostileText, fc.constantFrom('queue', 'claim 1', 'release 999', 'away')),
  user_id: field('U000000001'),
  team_id: field('T000000001'),
  channel_id: field(PLACE),
  trigger_id: field('1.1'),
});

/** A body and its content type, signed by whoever sends it. */
export const slackBody: fc.Arbitrary<{ body: string; type: string }> = fc.oneof(
  {
    weight: 5,
    arbitrary: event.map((one) => ({ body: JSON.stringify(one), type: 'application/json' })),
  },
  { weight: 3, arbitrary: press.map((one) => form({ payload: JSON.stringify(one) })) },
  { weight: 2, arbitrary: command.map((one) => form(one)) },
  { weight: 1, arbitrary: hostileText.map((body) => ({ body, type: 'application/json' })) },
  { weight: 1, arbitrary: hostileText.map((payload) => form({ payload })) },
);

function form(fields: Record<string, unknown>) {
  const text = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString();
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) pairs.append(name, text(value));
  return { body: String(pairs), type: 'application/x-www-form-urlencoded' };
}
