import type { Generated } from 'kysely';

/** What the migrations have made, as queries see it. Things are kept as JSON texts; the other columns are for finding them. */
export type Tables = {
  conversations: {
    id: string;
    body: string;
    updated_at: string;
    written_at: Generated<Date>;
    has_outbox: boolean;
  };
  tickets: {
    number: number;
    conversation: string;
    state: string;
    assignee: string | null;
  };
  answers: { id: string; locale: string; body: string };
  revisions: { id: string; locale: string; number: number; state: string };
  staff: { id: string; login: string; body: string };
  documents: { name: string; body: string };
  secrets: { name: string; value: string };
  audit: {
    place: Generated<number>;
    id: string;
    at: string;
    subject: string;
    line: Buffer;
    hash: string;
  };
  keys: { id: string; proof: string };
  probe: { one: number; at: Generated<Date> };
};
