import { useState } from 'react';
import type { AnswerSearch } from '../../api/answers.ts';

export const EVERYTHING: AnswerSearch = {
  q: '',
  topic: '',
  locale: '',
  state: '',
  since: '',
  review: '',
  sort: '',
};

/** The search stands in the address, so that it can be sent to someone and survives "back". */
export function useAddressSearch(): [AnswerSearch, (part: Partial<AnswerSearch>) => void] {
  const [search, setSearch] = useState(readAddress);
  const change = (part: Partial<AnswerSearch>) => {
    const next = { ...search, ...part };
    setSearch(next);
    writeAddress(next);
  };
  return [search, change];
}

export function isNarrowed({ sort: _, ...rest }: AnswerSearch): boolean {
  return Object.values(rest).some((value) => value !== '');
}

function readAddress(): AnswerSearch {
  const found = new URLSearchParams(window.location.search);
  const entries = Object.keys(EVERYTHING).map((name) => [name, found.get(name) ?? '']);
  return Object.fromEntries(entries) as AnswerSearch;
}

function writeAddress(search: AnswerSearch): void {
  const chosen = Object.entries(search).filter(([, value]) => value !== '');
  const query = new URLSearchParams(chosen).toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}
