import type { AnswerBank } from '../../answer-bank/answer-bank.ts';
import type { ClinicDesk } from '../../answer-bank/slots/clinic-desk.ts';
import {
  checklistOf,
  type GoLiveFacts,
  type Standing,
  standingOf,
} from '../../domain/checklist.ts';
import { type FirstRun, NEW_FIRST_RUN } from '../../domain/first-run.ts';
import type { AnswerId, Locale, StaffId } from '../../domain/ids.ts';
import type { Signature } from '../../domain/staff.ts';
import type { OpeningHours } from '../../escalation/clocks/hours/opening-hours.ts';
import type { Ways } from '../../escalation/paging/roster.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Store } from '../../store/store.ts';
import { answerKey, type ReviewedAnswer, reviewedAnswers } from './answer-facts.ts';
import { noteIn } from './note.ts';
import { peopleFacts } from './people-facts.ts';
import { createTrialChat, type TrialChat } from './trial-chat.ts';
import { type WeekInWords, weekInWords } from './week-in-words.ts';

type GoLiveSettings = Omit<GoLiveFacts['settings'], 'ways' | 'untriedWays'> & {
  mode: 'demo' | 'live';
  timeZone: string;
  ways: Ways;
};

/** All that the pages of the first run show. */
export type FirstRunState = {
  facts: GoLiveFacts;
  answers: ReviewedAnswer[];
  week: WeekInWords;
};

export type SignOutcome = { kind: 'signed' } | { kind: 'not_ready'; missing: string[] };

/** The way from an empty installation to a clinic that may go live. */
export type FirstRunDesk = {
  settings: GoLiveSettings;
  read(): Promise<FirstRunState>;
  /** What the sign-off is worth now, and how many lines of the checklist are done. */
  standing(): Promise<{ standing: Standing; done: number; of: number }>;
  /** `hours` and `phone24` are what the person read: a setting that is another by now is not confirmed. */
  readHours(by: StaffId, hours: string): Promise<boolean>;
  calledPhone(by: StaffId, phone24: string): Promise<boolean>;
  triedPages(by: StaffId, accepted: string[]): Promise<void>;
  /** Left to staff for now; its question gets no answer until someone approves one. Unknown answers are passed over. */
  putOff(by: StaffId, answers: readonly { id: AnswerId; locale: Locale }[]): Promise<void>;
  /** Every line must be as it should be. */
  signOff(by: Signature): Promise<SignOutcome>;
  trial: TrialChat;
};

type Deps = {
  store: Pick<Store, 'documents' | 'staff' | 'audit' | 'watch' | 'conversations'>;
  settings: GoLiveSettings;
  clinicDesk: Pick<ClinicDesk, 'profile'>;
  clocks: Pick<OpeningHours, 'isOpen' | 'nextChange'>;
  bank: Pick<AnswerBank, 'all'>;
  now: Clock;
};

export function createFirstRun(deps: Deps): FirstRunDesk {
  const { store, settings, now } = deps;
  const note = noteIn(deps);
  const change = async (to: (progress: FirstRun) => FirstRun) =>
    store.documents.update('firstRun', async (current = NEW_FIRST_RUN) => ({
      next: to(current),
      result: undefined,
    }));
  const read = () => readState(deps);
  return {
    settings,
    read,
    async standing() {
      const { facts } = await read();
      const lines = checklistOf(facts);
      const done = lines.filter(({ missing }) => missing === undefined).length;
      return { standing: standingOf(facts), done, of: lines.length };
    },
    async readHours(by, hours) {
      if (hours !== settings.hours) return false;
      await change((progress) => ({ ...progress, hoursRead: { by, at: now(), hours } }));
      await note(by, 'opening hours read', { hours });
      return true;
    },
    async calledPhone(by, phone24) {
      if (phone24 !== settings.phone24) return false;
      await change((progress) => ({ ...progress, phoneCalled: { by, at: now(), phone24 } }));
      await note(by, '24-hour number called');
      return true;
    },
    async triedPages(by, accepted) {
      const tried = { by, at: now(), settings: settings.waysHash, accepted };
      await change((progress) => ({ ...progress, pagesTried: tried }));
      await note(by, 'test page sent', { accepted: accepted.join(' ') || 'none' });
    },
    async putOff(by, wanted) {
      const keys = new Set(wanted.map(answerKey));
      const found = (await read()).answers.filter(
        (answer) => keys.has(answerKey(answer)) && isLeft(answer),
      );
      if (found.length === 0) return;
      const at = now();
      const marks = found.map((answer) => [
        answerKey(answer),
        { by, at, revision: answer.revision },
      ]);
      const more = Object.fromEntries(marks) as FirstRun['putOff'];
      await change((progress) => ({ ...progress, putOff: { ...progress.putOff, ...more } }));
      await note(by, 'answers put off', { answers: found.length });
    },
    async signOff({ id: by, firstName }) {
      const { facts } = await read();
      const missing = checklistOf(facts).flatMap((line) => line.missing ?? []);
      const { phone24 } = settings;
      if (missing.length > 0 || phone24 === undefined) return { kind: 'not_ready', missing };
      await change((progress) => ({ ...progress, signOff: { by, firstName, at: now(), phone24 } }));
      await note(by, 'go-live signed');
      return { kind: 'signed' };
    },
    trial: createTrialChat({ store, change, note, now }),
  };
}

function isLeft({ state }: ReviewedAnswer): boolean {
  return state === 'open' || state === 'waiting';
}

async function readState({ store, settings, clinicDesk, clocks, bank, now }: Deps) {
  const [staff, found] = await Promise.all([store.staff.all(), store.documents.find('firstRun')]);
  const progress = found ?? NEW_FIRST_RUN;
  const { ways, mode: _, timeZone, ...plain } = settings;
  const answers = reviewedAnswers(bank.all(), { approvals: settings.approvals, progress });
  const facts: GoLiveFacts = {
    settings: { ...plain, ways: namesOf(ways), untriedWays: ['Slack'] },
    factsInForce: clinicDesk.profile() !== undefined,
    people: peopleFacts(staff, ways),
    answers: {
      approved: answers.filter(({ state, forStaff }) => state === 'approved' && !forStaff).length,
      open: answers.filter(isLeft).length,
    },
    progress,
  };
  return { facts, answers, week: weekInWords({ clocks, timeZone }, now()) };
}

function namesOf({ email, webhook, slack }: Ways): string[] {
  return [
    ...(email ? ['e-mail'] : []),
    ...(webhook ? ['webhook'] : []),
    ...(slack ? ['Slack'] : []),
  ];
}
