import { useState } from 'react';
import type { AnswerFilter, AnswerList } from '../../../wire/answers.ts';
import type { AnswerSearch } from '../../api/answers.ts';
import { Button } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Select } from '../../parts/controls/select.tsx';
import { ANSWER_FILTER, LANGUAGE, SHELF } from '../../words.ts';
import { ORDER } from '../answer-words.ts';

type Props = {
  search: AnswerSearch;
  change(part: Partial<AnswerSearch>): void;
  counts: AnswerList['counts'] | undefined;
};

/** By topic is how they stand when nothing else was chosen. */
const ORDERS: readonly (readonly [AnswerSearch['sort'], string])[] = entries(ORDER).map(
  ([order, words]) => [order === 'topic' ? '' : order, words],
);

export function AnswerFilters({ search, change, counts }: Props) {
  const { topic, locale, sort, since, review } = search;
  const [isOpen, setOpen] = useState([topic, locale, sort, since, review].some(Boolean));
  return (
    <search className={isOpen ? 'answer-filters' : 'answer-filters folded'}>
      <TextField label="Search" type="search" value={search.q} onChange={(q) => change({ q })} />
      <Select
        label="State"
        value={search.state}
        options={[['', 'All'], ...states(search.state, counts)]}
        onChange={(state) => change({ state })}
      />
      <div className="narrow-only">
        <Button look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Fewer filters' : 'More filters'}
        </Button>
      </div>
      <Select
        label="Topic"
        value={search.topic}
        options={[['', 'All'], ...entries<string>(SHELF)]}
        onChange={(topic) => change({ topic })}
      />
      <Select
        label="Language"
        value={search.locale}
        options={[['', 'All'], ...entries<string>(LANGUAGE)]}
        onChange={(locale) => change({ locale })}
      />
      <Select
        label="Sort by"
        value={search.sort}
        options={ORDERS}
        onChange={(sort) => change({ sort })}
      />
      <TextField
        label="Changed since"
        type="date"
        value={search.since}
        onChange={(since) => change({ since })}
      />
      <TextField
        label="Review due by"
        type="date"
        value={search.review}
        onChange={(review) => change({ review })}
      />
    </search>
  );
}

/** How many are in each; a state that nothing is in is left out, unless it is the one that was chosen. */
function states(
  chosen: AnswerSearch['state'],
  counts: AnswerList['counts'] | undefined,
): [AnswerFilter, string][] {
  return entries(ANSWER_FILTER).flatMap(([state, words]): [AnswerFilter, string][] => {
    const count = counts?.[state];
    if (count === 0 && state !== chosen) return [];
    return [[state, count === undefined ? words : `${words} (${count})`]];
  });
}

function entries<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}
