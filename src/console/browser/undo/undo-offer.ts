import { useSyncExternalStore } from 'react';

/** Something that was just done, and the way back. */
export type UndoOffer = {
  /** "Ticket 12 was given back." */
  done: string;
  /** Goes back on the server, or here. Rejects with what to tell when it could not. */
  undo(): Promise<unknown> | unknown;
  /** "You have ticket 12 again." Asked for once it is undone. */
  undone: string | (() => string);
};

export type UndoState =
  | { kind: 'none' }
  | { kind: 'offered' | 'undoing'; offer: UndoOffer }
  | { kind: 'undone'; words: string }
  | { kind: 'failed'; problem: string };

/** Long enough to read it, find the button and press it; the pointer or the focus on it stops the clock. */
const OFFERED_MS = 12_000;
const TOLD_MS = 6_000;

const NONE: UndoState = { kind: 'none' };
let state: UndoState = NONE;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(next: UndoState, forMs?: number): void {
  state = next;
  clearTimeout(timer);
  if (forMs !== undefined) timer = setTimeout(() => become(NONE), forMs);
  for (const listener of listeners) listener();
}

/** Offers the way back of what was just done; one at a time, the latest. */
export function offerUndo(offer: UndoOffer): void {
  become({ kind: 'offered', offer }, OFFERED_MS);
}

/** Says at the same place what was done and needs no way back. */
export function sayDone(words: string): void {
  become({ kind: 'undone', words }, TOLD_MS);
}

/** Goes back; `false` when nothing is offered. */
export function undoLatest(): boolean {
  if (state.kind !== 'offered') return false;
  const { offer } = state;
  become({ kind: 'undoing', offer });
  Promise.resolve()
    .then(() => offer.undo())
    .then(
      () => sayDone(typeof offer.undone === 'string' ? offer.undone : offer.undone()),
      (err: unknown) => become({ kind: 'failed', problem: problemOf(err) }, OFFERED_MS),
    );
  return true;
}

export function dismissUndo(): void {
  become(NONE);
}

/** While the reader is at it, it stays. */
export function holdUndo(isHeld: boolean): void {
  clearTimeout(timer);
  if (!isHeld && state.kind !== 'none' && state.kind !== 'undoing') {
    timer = setTimeout(() => become(NONE), OFFERED_MS);
  }
}

export function useUndoState(): UndoState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

const QUOTED = 60;

/** Somebody's words between marks, cut where they are long: it is said which one, not all of it. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  const cut = characters.length > QUOTED;
  return `“${cut ? `${characters.slice(0, QUOTED).join('').trimEnd()} …` : text}”`;
}

function problemOf(err: unknown): string {
  const why = err instanceof Error ? err.message : 'Try again.';
  return `It could not be undone. ${why}`;
}
