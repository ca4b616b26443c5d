import type { ChatEvents, Press } from '../../../chat/chat-schemas.ts';
import type { Unsent } from '../kept.ts';
import type { Hello, Line, LineEvents } from './line.ts';

const WAIT_SECONDS = 25;
/** Stored or not, the server gave a reply. */
const REPLIED = [200, 503];
const NOT_FOUND = 404;

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
      url.search = String(new URLSearchParams({ after: `${cursor}`, wait: `${wait}` }));
      const news = await readEvents(url, { conversation, signal });
      cursor = news.cursor;
      events.arrived(news);
      if (signal.aborted) return; // what arrived has ended it
      if (wait === 0) events.opened();
      wait = WAIT_SECONDS;
    }
  };
  const post = (path: string, body: object) =>
    fetch(new URL(path, server), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, ...body }),
      signal,
    });
  const whileTyping = (work: () => Promise<void>) => {
    events.typing(true);
    return work().finally(() => events.typing(false));
  };
  const say = ({ messageId, text }: Unsent) =>
    whileTyping(async () => {
      const response = await post('api/chat/messages', { messageId, text });
      if (!REPLIED.includes(response.status)) {
        return events.refused({ messageId, retryAfterSeconds: secondsOf(response) });
      }
      events.replied({ ...(await response.json()), stored: response.ok });
    });
  const tellPress = async (press: Press) => {
    const response = await post('api/chat/feedback', press);
    if (!REPLIED.includes(response.status)) {
      const forGood =
        response.status === NOT_FOUND && (await codeOf(response)) === 'no_such_answer';
      return events.pressRefused({ press, retryAfterSeconds: secondsOf(response), forGood });
    }
    const { text } = await response.json();
    events.pressed({ press, stored: response.ok, text });
  };
  const inTurn = (work: () => Promise<void>) => {
    sent = sent.then(work).catch(fail);
  };
  poll().catch(fail);
  return {
    close: () => ending.abort(),
    send: (message) => inTurn(() => say(message)),
    press: (press) =>
      inTurn(() =>
        // A call for a person is a turn, which may take a moment.
        press.pressed === 'person' ? whileTyping(() => tellPress(press)) : tellPress(press),
      ),
  };
}

async function readEvents(
  url: URL,
  { conversation, signal }: { conversation: string; signal: AbortSignal },
): Promise<ChatEvents> {
  // Not in the address, which proxies write down.
  const headers = { 'askwell-conversation': conversation };
  const response = await fetch(url, { headers, signal });
  if (!response.ok) throw new Error(`events: ${response.status}`);
  return response.json();
}

/** `undefined` when something between us and the server answered. */
function codeOf(response: Response): Promise<string | undefined> {
  return response.json().then(
    ({ code }) => code,
    () => undefined,
  );
}

function secondsOf({ headers }: Response): number | undefined {
  return Number(headers.get('retry-after')) || undefined;
}
