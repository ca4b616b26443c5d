import { z } from 'zod';
import type { AnswerBank } from '../../../answer-bank/answer-bank.ts';
import type { StaffActions } from '../../../conversation/desk/staff-actions.ts';
import type { Blocks } from '../../../safety/load-blocks.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { DeskNowView } from '../../wire.ts';
import { namesOf } from '../person-names.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';
import { deskNow } from './queue/desk-now.ts';
import { RECENT, TicketSearch, ticketLists } from './queue/ticket-search.ts';
import { OneTicket, READS } from './ticket-input.ts';
import { ticketRefusal } from './ticket-refusals.ts';
import { type TicketViewer, ticketStepRoutes } from './ticket-step-routes.ts';
import { approvedWords } from './views/message-views.ts';
import { type DueOf, stepView, ticketView } from './views/ticket-views.ts';

type Deps = {
  store: Store;
  staffActions: StaffActions;
  bank: AnswerBank;
  blocks: Blocks;
  dueOf: DueOf;
  now: Clock;
};

export function ticketRoutes(deps: Deps): ConsoleRoute[] {
  const { store, bank, blocks, dueOf, now } = deps;
  const words = approvedWords(bank, blocks);
  const view: TicketViewer = async (number) => {
    const found = await store.conversations.findTicket(number);
    if (!found) return ticketRefusal('no_such_ticket');
    return ticketView(found, { names: await namesOf(store), words, dueOf });
  };
  return [
    staffRoute({
      method: 'GET',
      url: '/tickets',
      roles: READS,
      input: TicketSearch,
      run: ({ query }, { staff }) => ticketLists(query, staff.id, deps),
    }),
    staffRoute({
      method: 'GET',
      url: '/desk-now',
      roles: READS,
      input: z.object({}),
      async run(_input, { staff }): Promise<DeskNowView> {
        const [open, recent] = await Promise.all([
          store.conversations.openTickets(),
          store.conversations.recentTickets({ limit: RECENT }),
        ]);
        return deskNow({ open, recent }, { reader: staff.id, dueOf, at: now() });
      },
    }),
    staffRoute({
      method: 'GET',
      url: '/tickets/:number',
      roles: READS,
      input: OneTicket,
      run: ({ params }) => view(params.number),
    }),
    staffRoute({
      method: 'GET',
      url: '/tickets/:number/history',
      roles: READS,
      input: OneTicket,
      async run({ params }) {
        const found = await store.conversations.findTicket(params.number);
        if (!found) return ticketRefusal('no_such_ticket');
        const names = await namesOf(store);
        const { number, openedAt } = found.ticket;
        const entries = await store.audit.about(`ticket ${number}`, openedAt);
        return { steps: entries.map((entry) => stepView(entry, names)) };
      },
    }),
    ...ticketStepRoutes(deps, view),
  ];
}
