/** What the console's API sends about one search over everything, for both sides. Types alone, as in `wire.ts`. */
import type { Role } from '../../domain/staff.ts';
import type { TicketSummary } from '../wire.ts';
import type { AnswerSummary } from './answers.ts';

/** The first few; `more`: others have these words too. */
export type FirstFew<One> = { found: One[]; more: boolean };

type FoundTicket = Pick<
  TicketSummary,
  'number' | 'reason' | 'urgency' | 'state' | 'excerpt' | 'openedAt'
>;
export type FoundAnswer = Pick<AnswerSummary, 'id' | 'locale' | 'title' | 'topic' | 'state'>;
export type FoundPerson = {
  id: string;
  firstName: string;
  login: string;
  role: Role;
  disabled: boolean;
};

/** `null`: not for the reader's role. No patient word is in it that was not redacted. */
export type SearchView = {
  tickets: FirstFew<FoundTicket>;
  answers: FirstFew<FoundAnswer> | null;
  people: FirstFew<FoundPerson> | null;
};
