import type { ChatEvents } from '../../chat/chat-schemas.ts';
import type { Unsent } from './kept.ts';
import type { Hello, Line, LineEvents } from './line.ts';

const WAIT_SECONDS = 25;
/** Stored or not, the server gave a reply. */
const REPLIED = [200, 503];

/** Plain HTTP, for networks that let no WebSocket through. */
export function openPollingLine({ server, conversation, after }: Hello, events: LineEvents): Line {
  const ending = new AbortController();
  const { signal } = ending;
  let sent = Promise.resolve();
  const fail = () => {
    if (signal.aborted) return;
    ending.abort();
    events.broken();
  };
  const poll = async () => {
    const url = new URL('api/chat/events', server);
    let cursor = after;
    let wait = 0;
    while (!signal.aborted) {
      url.search = String(
        new URLSearchParams({ conversation, after: `${cursor}`, wait: `${wait}` }),
      );
      const news = await readEvents(url, signal);
      cursor = news.cursor;
      events.arrived(news);
      if (wait === 0) events.opened();
      wait = WAIT_SECONDS;
    }
  };
  const post = async ({ messageId, text }: Unsent) => {
    events.typing(true);
    try {
      const response = await fetch(new URL('api/chat/messages', server), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ conversation, messageId, text }),
        signal,
      });
      if (REPLIED.includes(response.status)) {
        events.replied({ ...(await response.json()), stored: response.ok });
        return;
      }
      const seconds = Number(response.headers.get('retry-after')) || undefined;
      events.refused({ messageId, retryAfterSeconds: seconds });
    } finally {
      events.typing(false);
    }
  };
  poll().catch(fail);
  return {
    close: () => ending.abort(),
    send: (message) => {
      sent = sent.then(() => post(message)).catch(fail);
    },
  };
}

async function readEvents(url: URL, signal: AbortSignal): Promise<ChatEvents> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`events: ${response.status}`);
  return response.json();
}
