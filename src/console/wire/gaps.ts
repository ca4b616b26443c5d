import type { UnmetKind } from '../../conversation/past/past-turn.ts';
import type { ChannelName } from '../../domain/conversation.ts';
import type { GapDecision } from '../../domain/gaps.ts';
import type { Locale } from '../../domain/ids.ts';
import type { PersonName } from '../wire.ts';

/** How far the past is read since the start of the program. */
export type ReadingView = { complete: boolean; turns: number; backTo: string | null };

export type GapKind = UnmetKind;

/** Questions much alike that were not met. No words here but redacted ones. */
export type GapView = {
  id: string;
  /** How it was asked last. */
  text: string;
  locale: Locale;
  asked: number;
  patients: number;
  kinds: Record<GapKind, number>;
  firstAt: string;
  lastAt: string;
  /** What the bot took it for; confidence is 0 to 1. */
  guess: { intent: string; confidence: number } | null;
  /** Decided before, and asked so many times since. */
  again: (DecidedGapView & { times: number }) | null;
};

export type GapList = {
  gaps: GapView[];
  /** Of which `gaps` are the first. */
  total: number;
  reading: ReadingView;
};

export type GapQuestion = {
  text: string;
  locale: Locale;
  channel: ChannelName;
  kind: GapKind;
  at: string;
  ticket: number | null;
};

export type ExplainedQuestion = {
  text: string;
  intent: string | null;
  confidence: number | null;
  /** Strongest first; above 0 it speaks for the intent, below against it. */
  words: { word: string; weight: number }[];
  /** Examples that share most with it; likeness is 0 to 1. */
  nearest: { text: string; intent: string; likeness: number }[];
};

export type GapDetail = GapView & {
  /** Newest first, each wording once. */
  questions: GapQuestion[];
  /** Of the newest wording. */
  explained: ExplainedQuestion[];
};

export type DecidedGapView = {
  id: string;
  decision: GapDecision;
  intent: string | null;
  asked: number;
  by: PersonName;
  at: string;
};

/** `text`: how it was asked last, as long as that is kept. */
export type DecidedGapList = { decided: (DecidedGapView & { text: string | null })[] };

/** `exampleStays`: the example is live already, and only the page of examples takes it back. */
export type UndoneGap = { exampleStays: boolean };

export type GapDeed =
  | { decision: 'example' | 'out_of_scope'; intent: string; locale: Locale; text: string }
  | { decision: 'drafted'; intent?: string }
  | { decision: 'dismissed' };
