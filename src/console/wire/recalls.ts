/** What the page of corrections reads. Types alone, and numbers: no conversation is named. */
import type { ChannelName } from '../../domain/conversation.ts';
import type { Locale } from '../../domain/ids.ts';
import type { RecallWords } from '../../domain/recall.ts';
import type { PersonName } from '../wire.ts';

/** One round of messages to everybody who got the wrong words. */
export type RoundView = {
  words: RecallWords;
  /** The revision with the right words; null for a notice. */
  revision: number | null;
  by: PersonName;
  at: string;
  done: { at: string; conversations: number } | null;
  /** Where it stands while it is under way. */
  progress: { looked: number; told: number } | null;
};

/** What those who got the wrong words would read now, whole, in Markdown. */
export type OfferView = {
  words: RecallWords;
  revision: number | null;
  text: string;
  textHash: string;
};

export type WithdrawnView = {
  id: string;
  locale: Locale;
  revision: number;
  title: string;
  withdrawn: { at: string; by: PersonName; why: string };
  /** The bot never says it: nobody knows to whom staff have sent it. */
  forStaff: boolean;
  /** Number of a revision that is live with the same words. */
  stillLive: number | null;
  /** Published translations of the wrong words: not sent since these were withdrawn. */
  translations: { locale: Locale; revision: number }[];
  rounds: RoundView[];
  /** Null once all know as much as they can be told. */
  offer: OfferView | null;
};

/** The latest withdrawn first. */
export type WithdrawnList = { withdrawn: WithdrawnView[] };

export type ReceiversView =
  | { state: 'counting'; looked: number }
  | { state: 'failed' }
  | {
      state: 'counted';
      at: string;
      conversations: number;
      withStaff: number;
      channels: { channel: ChannelName; conversations: number; firstAt: string; lastAt: string }[];
    };
