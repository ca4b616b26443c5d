import { useMutation, useQuery } from '@tanstack/react-query';
import type { DraftTarget, MadeDraft } from '../../wire/answers.ts';
import type { CannedTextView, ColleagueView, DeskHealth } from '../../wire.ts';
import { sayWritingAt, usePresenceAt } from './presence.ts';
import { post, read } from './request.ts';

const HEALTH_EVERY_MS = 30_000;

export function useDeskHealth() {
  return useQuery({
    queryKey: ['desk-health'],
    queryFn: ({ signal }) => read<DeskHealth>('/desk-health', signal),
    refetchInterval: HEALTH_EVERY_MS,
  });
}

/** Those who work at the desk. */
export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => read<{ colleagues: ColleagueView[] }>('/colleagues', signal),
    staleTime: 0,
  });
}

export function useCannedTexts(locale: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['canned', locale],
    queryFn: ({ signal }) =>
      read<{ texts: CannedTextView[] }>(`/canned-texts?locale=${locale}`, signal),
    enabled: isWanted,
  });
}

export function useDraftTargets(locale: string) {
  return useQuery({
    queryKey: ['draft-targets', locale],
    queryFn: ({ signal }) =>
      read<{ targets: DraftTarget[] }>(`/draft-targets?locale=${locale}`, signal),
  });
}

export function useMakeDraft(message: { number: number; seq: number }) {
  return useMutation({
    mutationFn: (body: object) =>
      post<MadeDraft>(`/tickets/${message.number}/messages/${message.seq}/draft`, body),
  });
}

/** Who else is at the ticket; says that the reader is too, while the page is in front. */
export function usePresence(number: number) {
  return usePresenceAt(`/tickets/${number}`);
}

/** Tells the others at this ticket that the reader writes, at most every few seconds. */
export function sayWriting(number: number): void {
  sayWritingAt(`/tickets/${number}`);
}
