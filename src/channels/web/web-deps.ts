import type { AnswerBank } from '../../answer-bank/answer-bank.ts';
import type { Presence } from '../../conversation/desk/presence.ts';
import type { Feedback } from '../../conversation/feedback/create-feedback.ts';
import type { Sender } from '../../conversation/reply/sender.ts';
import type { ClinicProfile } from '../../domain/clinic.ts';
import type { Blocks } from '../../safety/load-blocks.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Store } from '../../store/store.ts';
import type { Receive } from '../channel.ts';
import type { ChatLimits } from './chat/limiter.ts';
import type { Draining } from './draining.ts';

/** All that the web chat is given. */
export type WebDeps = {
  receive: Receive;
  feedback: Feedback;
  /** Who on the staff writes just now. */
  presence: Pick<Presence, 'lastSign' | 'watch'>;
  store: Pick<Store, 'conversations' | 'watch' | 'audit'>;
  sender: Pick<Sender, 'mayLeave'>;
  bank: Pick<AnswerBank, 'all' | 'revision'>;
  blocks: Blocks;
  clinic: ClinicProfile;
  mode: 'demo' | 'live';
  now: Clock;
  log: Log;
  /** The folder of what was built for the browser, `dist/`: the widget is `widget/askwell-chat.js` in it. */
  assets: URL;
  ready: () => Promise<{ ok: boolean; checks: Record<string, string> }>;
  /** Figures in Prometheus text format. */
  metrics: () => Promise<string>;
  /** The program was told to stop; without it nothing is drained. */
  draining?: Draining;
  limits: ChatLimits;
  /** Other origins whose pages may open the chat's socket, such as `https://www.example.org`. */
  allowedOrigins?: string[];
  /** Where "Leave now" of the chat's own page goes; an empty page without it. */
  exitUrl?: string | undefined;
};
