import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { AuditView } from '../../wire/audit.ts';
import type { CsvFile } from '../../wire/figures.ts';
import { saveFile } from '../parts/save-file.ts';
import { read } from './request.ts';

export type AuditSearch = {
  by: string;
  action: string;
  subject: string;
  since: string;
  until: string;
};

const FROM_THE_END = '';

/** One page after another, newest first. */
export function useAudit(search: AuditSearch) {
  const query = queryOf(search);
  return useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) =>
      read<AuditView>(`/audit?${query}&before=${encodeURIComponent(pageParam)}`, signal),
    initialPageParam: FROM_THE_END,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useAuditFile(search: AuditSearch) {
  return useMutation({
    mutationFn: () => read<CsvFile>(`/audit/csv?${queryOf(search)}`),
    onSuccess: saveFile,
  });
}

function queryOf(search: AuditSearch): string {
  return new URLSearchParams(Object.entries(search).filter(([, value]) => value !== '')).toString();
}
