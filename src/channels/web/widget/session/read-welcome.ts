import type { Welcome } from '../../chat/chat-schemas.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Reads what an empty chat shows, again and again until it comes; `told` hears of each failure too. Returns how to stop. */
export function readWelcome(
  server: URL,
  locale: string,
  told: (welcome: Welcome | undefined) => void,
): () => void {
  const url = new URL(`api/chat/welcome?locale=${locale}`, server);
  const ending = new AbortController();
  const { signal } = ending;
  let pauseMs = FIRST_PAUSE_MS;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const read = async () => {
    clearTimeout(pause);
    try {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`welcome: ${response.status}`);
      told(await response.json());
      ending.abort(); // also the wait for the network
    } catch {
      if (signal.aborted) return;
      told(undefined);
      pause = setTimeout(read, pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
    }
  };
  window.addEventListener('online', read, { signal });
  void read();
  return () => {
    clearTimeout(pause);
    ending.abort();
  };
}
