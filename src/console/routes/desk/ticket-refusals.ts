import { Refusal } from '../route.ts';

const WORDS: Record<string, { status: number; problem: string }> = {
  no_such_ticket: { status: 404, problem: 'There is no ticket with this number.' },
  no_such_message: { status: 404, problem: 'There is no message of staff at this place.' },
  already_resolved: { status: 409, problem: 'This ticket is resolved already.' },
  not_yours: { status: 409, problem: 'Only the person who has this ticket can do this.' },
  not_at_desk: {
    status: 422,
    problem: 'This person does not work at the desk, or may not sign in. Choose another.',
  },
  nothing_to_merge: {
    status: 409,
    problem: 'No other ticket of this conversation is open any more.',
  },
  not_yours_to_merge: {
    status: 409,
    problem:
      'Only the person who has this ticket merges others into it, and none of those may be with someone else.',
  },
};

/** The sentence for an outcome that is not the wished one. */
export function ticketRefusal(kind: string): Refusal {
  const { status, problem } = WORDS[kind] ?? { status: 409, problem: 'That was not possible.' };
  return new Refusal(status, kind, problem);
}

export function claimedBy(firstName: string): Refusal {
  return new Refusal(
    409,
    'already_claimed',
    `${firstName} has claimed this ticket. Pick another, or leave ${firstName} a note.`,
  );
}

/** The sender refuses a message that holds the standard warning, which it adds itself: staff are told, not failed. */
export async function unlessUnapproved<Result>(
  send: () => Promise<Result>,
): Promise<Result | Refusal> {
  try {
    return await send();
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'unapproved_text')) throw err;
    return new Refusal(
      422,
      'holds_warning',
      'Your message repeats the standard warning. Take it out: it is added under every message.',
    );
  }
}
