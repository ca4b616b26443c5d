/** A patient's message that the program acknowledged. */
export type Said = {
  messageId: string;
  /** Number of the patient. */
  patient: number;
  /** Where it was written: the secret of a web chat, or a place on Slack. */
  at:
    | { kind: 'web'; secret: string; replies: Set<string> }
    | { kind: 'slack'; user: string; channel: string; thread: string | undefined };
};

/** A staff message that was acknowledged: its id, and the ticket it is about. */
export type SentByStaff = { actionId: string; number: number };
