/** What the console's API sends about the first run, for both sides. Types alone, as in `wire.ts`. */
import type { LineId } from '../../domain/checklist.ts';
import type { Locale } from '../../domain/ids.ts';
import type { PersonName } from '../wire.ts';

/** Somebody did it then; `still`: what they did it for has not changed since. */
export type DoneView = { by: PersonName; at: string; still: boolean };

/** `waiting`: approved by one, and another must; `gone`: taken back, so its questions go to staff. */
export type StartAnswer = {
  id: string;
  locale: Locale;
  title: string;
  forStaff: boolean;
  state: 'approved' | 'waiting' | 'put_off' | 'open' | 'gone';
};

/** `missing` is a sentence; `null` where the line is as it should be. `safety`: a break takes the sign-off back. */
export type LineView = { id: LineId; missing: string | null; safety: boolean };

type BrokenLine = { id: LineId; missing: string };

export type StandingView = {
  mode: 'demo' | 'live';
  standing: 'unsigned' | 'stands' | 'fallen';
  /** What takes the sign-off back. */
  broken: BrokenLine[];
  done: number;
  of: number;
};

export type StartView = {
  mode: 'demo' | 'live';
  approvals: number;
  lines: LineView[];
  standing: StandingView['standing'];
  broken: BrokenLine[];
  signOff: { firstName: string; at: string } | null;
  hours: {
    /** As the settings write them, with holidays and time zone. */
    setting: string;
    /** What the coming week is like, in the clinic's time zone. */
    days: { day: string; hours: string[] }[];
    now: string;
    read: DoneView | null;
  };
  /** `number` is `null` where the sample stands in its place. */
  phone: { number: string | null; called: DoneView | null };
  people: { approvers: number; clinicians: number; onCall: number; backup: boolean };
  channels: {
    /** Ways a page can take. */
    ways: string[];
    address: string;
    tried: (DoneView & { accepted: string[] }) | null;
  };
  answers: StartAnswer[];
  trial: {
    open: boolean;
    last: { by: PersonName; at: string; turns: number; tickets: number } | null;
  };
};

/** What came of a test page on one way. */
export type TriedPage = {
  way: string;
  to?: string;
  outcome: 'accepted' | 'refused' | 'skipped';
  problem?: string;
  todo?: string;
};
