import type { AnswerSearch } from '../../api/answers.ts';
import { useAddress } from '../../parts/use-address.ts';

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
  return useAddress(EVERYTHING);
}

export function isNarrowed({ sort: _, ...rest }: AnswerSearch): boolean {
  return Object.values(rest).some((value) => value !== '');
}
