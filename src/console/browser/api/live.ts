import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { LiveHint } from '../../wire.ts';

const SIGNED_OUT = 4401;
const LONGEST_WAIT_MS = 15_000;
const FIRST_WAIT_MS = 500;

/** Which readings a hint makes old. */
const KEYS: Record<LiveHint['kind'], string[]> = {
  conversation: ['tickets', 'desk-health', 'deliveries'],
  answer: ['recalls', 'answers', 'overview', 'start'],
  staff: ['people', 'desk-health', 'contact', 'start'],
  document: ['recalls', 'documents', 'overview', 'start'],
  presence: ['presence'],
};

const connection = { open: true, listeners: new Set<() => void>() };

function setOpen(open: boolean): void {
  if (connection.open === open) return;
  connection.open = open;
  for (const listener of connection.listeners) listener();
}

/** False while the page does not hear of changes; it reads every half minute then. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    (listener) => {
      connection.listeners.add(listener);
      return () => connection.listeners.delete(listener);
    },
    () => connection.open,
  );
}

/** Keeps the socket to `/console/live` open while the page is, and reads again what changed. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => connect(client), [client]);
}

function connect(client: QueryClient): () => void {
  let socket: WebSocket;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  let missedSome = false;
  let over = false;

  const open = () => {
    const { protocol, host } = window.location;
    socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/console/live`);
    socket.onopen = () => {
      wait = FIRST_WAIT_MS;
      setOpen(true);
      if (missedSome) refresh(client, Object.values(KEYS).flat());
      missedSome = false;
    };
    socket.onmessage = ({ data }) => {
      const hints = JSON.parse(String(data)) as LiveHint[];
      refresh(client, [...new Set(hints.flatMap(({ kind }) => KEYS[kind]))]);
    };
    socket.onclose = ({ code }) => {
      if (over) return;
      setOpen(false);
      missedSome = true;
      if (code === SIGNED_OUT) refresh(client, ['session']);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  open();
  return () => {
    over = true;
    clearTimeout(timer);
    socket.close();
  };
}

function refresh(client: QueryClient, keys: string[]): void {
  for (const key of keys) client.invalidateQueries({ queryKey: [key] }).catch(() => undefined);
}
