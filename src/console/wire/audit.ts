/** `subject` with names instead of ids; `href`: the page of what it was done to. */
export type AuditEntryView = {
  id: string;
  at: string;
  by: string;
  action: string;
  subject: string;
  href: string | null;
};

export type AuditView = {
  /** Newest first. */
  entries: AuditEntryView[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
  /** The trail is longer than one search looks: since when it did. */
  lookedBackTo: string | null;
  /** To choose from. */
  people: { id: string; name: string }[];
  actions: string[];
};
