import { z } from 'zod';

/** As 0.1 wrote them: a ticket was `open` until it was claimed, and nobody was paged. */
const FirstSchema = z.looseObject({
  schema: z.literal(1),
  tickets: z.array(z.looseObject({ state: z.string() })),
});

/**
 * A stored conversation in the shape of today, whatever version wrote it. What is of no known shape is given back as it
 * is, for the schema to refuse. The file itself changes with the next turn.
 */
export function upgradeConversation(stored: unknown): unknown {
  if ((stored as { schema?: unknown } | null)?.schema === 2) return stored;
  const first = FirstSchema.safeParse(stored);
  if (!first.success) return stored;
  const tickets = first.data.tickets.map((ticket) => ({
    ...ticket,
    state: ticket.state === 'open' ? 'new' : ticket.state,
    pages: [],
  }));
  return { ...first.data, schema: 2, tickets };
}
