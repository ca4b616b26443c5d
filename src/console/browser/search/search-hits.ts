import { REASON, URGENCY } from '../../ticket-words.ts';
import type { FirstFew, SearchView } from '../../wire/search.ts';
import { ANSWER_STATE, LANGUAGE, ROLE, SHELF, STATE } from '../words.ts';

/** One thing that was found, and where it is. */
export type Hit = { href: string; title: string; about: string; lang?: string };
export type HitGroup = {
  title: string;
  hits: Hit[];
  /** Where the rest is, when there is more than is shown; `null` where no page lists it. */
  more: Hit | null;
  isCut: boolean;
};

/** The kinds that were found, in the order of how often they are looked for. */
export function hitGroups({ tickets, answers, people }: SearchView, q: string): HitGroup[] {
  const asked = new URLSearchParams({ q }).toString();
  return [
    group(
      'Tickets',
      tickets,
      { href: `/desk?${asked}`, title: 'All tickets with these words' },
      (one) => ({
        href: `/desk/${one.number}`,
        title: `#${one.number} ${REASON[one.reason]}`,
        about: [URGENCY[one.urgency], STATE[one.state], one.excerpt].filter(Boolean).join(' · '),
      }),
    ),
    group(
      'Answers',
      answers,
      { href: `/answers?${asked}`, title: 'All answers with these words' },
      (one) => ({
        href: `/answers/${one.locale}/${one.id}`,
        title: one.title,
        about: [SHELF[one.topic], LANGUAGE[one.locale], ANSWER_STATE[one.state]].join(' · '),
        lang: one.locale,
      }),
    ),
    group('People', people, null, (one) => ({
      href: `/people?who=${one.id}`,
      title: one.firstName,
      about: [one.login, ROLE[one.role], ...(one.disabled ? ['Disabled'] : [])].join(' · '),
    })),
  ].filter(({ hits }) => hits.length > 0);
}

function group<One>(
  title: string,
  few: FirstFew<One> | null,
  rest: Pick<Hit, 'href' | 'title'> | null,
  hitOf: (one: One) => Hit,
): HitGroup {
  const { found, more } = few ?? { found: [], more: false };
  return {
    title,
    hits: found.map(hitOf),
    more: more && rest ? { ...rest, about: '' } : null,
    isCut: more,
  };
}

/** "2 tickets, one answer; there is more": for those who hear the page. */
export function countWords(groups: readonly HitGroup[]): string {
  if (groups.length === 0) return 'Nothing has all of these words.';
  const counted = groups.map(({ title, hits }) => `${title}: ${hits.length}`).join(', ');
  return groups.some(({ isCut }) => isCut)
    ? `${counted}. There are more: say more words.`
    : `${counted}.`;
}
