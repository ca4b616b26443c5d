import { z } from 'zod';
import type { Role, StaffMember } from '../../../domain/staff.ts';
import type { FirstFew, FoundAnswer, FoundPerson, SearchView } from '../../wire/search.ts';
import { EDITS } from '../answers/answer-key.ts';
import { findAnswers } from '../answers/answer-search.ts';
import { answerSummary } from '../answers/views/answer-summary.ts';
import { readRules } from '../answers/views/answer-views.ts';
import { fewTickets, type SearchDeps } from '../desk/queue/ticket-search.ts';
import { READS } from '../desk/ticket-input.ts';
import { folded } from '../folded.ts';
import { type ConsoleRoute, staffRoute } from '../route.ts';

type RuleDeps = Parameters<typeof readRules>[0] & SearchDeps;

const MOST = 6;
const PEOPLE: readonly Role[] = ['admin'];

const Asked = z.object({ query: z.object({ q: z.string().trim().toLowerCase().min(1).max(100) }) });

/** One search over tickets, answers and people; each reader gets the kinds whose pages they may open. */
export function searchRoutes(deps: RuleDeps): ConsoleRoute[] {
  return [
    staffRoute({
      method: 'GET',
      url: '/search',
      roles: READS,
      input: Asked,
      async run({ query: { q } }, { staff }): Promise<SearchView> {
        const may = (roles: readonly Role[]) => roles.includes(staff.role);
        const [tickets, answers, people] = await Promise.all([
          fewTickets(q, { ...deps, most: MOST, reader: staff.id }),
          may(EDITS) ? answersWith(q, deps) : null,
          may(PEOPLE) ? deps.store.staff.all().then((all) => peopleWith(q, all)) : null,
        ]);
        return { tickets: picked(tickets), answers, people };
      },
    }),
  ];
}

function picked({ found, more }: Awaited<ReturnType<typeof fewTickets>>): SearchView['tickets'] {
  return {
    found: found.map(({ number, reason, urgency, state, excerpt, openedAt }) => ({
      number,
      reason,
      urgency,
      state,
      excerpt,
      openedAt,
    })),
    more,
  };
}

async function answersWith(q: string, deps: RuleDeps): Promise<FirstFew<FoundAnswer>> {
  const all = await deps.store.answers.all();
  const rules = await readRules(deps, all);
  const listed = all.map((answer) => ({ answer, summary: answerSummary(answer, rules) }));
  const { answers } = findAnswers({ q, sort: 'title' }, listed);
  return firstFew(
    answers.map(({ id, locale, title, topic, state }) => ({ id, locale, title, topic, state })),
  );
}

function peopleWith(q: string, all: readonly StaffMember[]): FirstFew<FoundPerson> {
  const words = folded(q).split(/\s+/);
  const fitting = all.filter(({ firstName, login, role }) =>
    words.every((word) => folded(`${firstName} ${login} ${role}`).includes(word)),
  );
  return firstFew(
    fitting
      .map(({ id, firstName, login, role, disabled }) => ({ id, firstName, login, role, disabled }))
      .sort((a, b) => a.firstName.localeCompare(b.firstName)),
  );
}

function firstFew<One>(all: readonly One[]): FirstFew<One> {
  return { found: all.slice(0, MOST), more: all.length > MOST };
}
