import type { ServerFrame } from '../../../chat/chat-schemas.ts';
import type { Hello, Line, LineEvents } from './line.ts';

/** A sent message is answered at once; when nothing comes for so long the line is dead, whatever it says. */
const PATIENCE_MS = 15_000;

/** The chat's WebSocket. */
export function openSocketLine({ server, conversation, after }: Hello, events: LineEvents): Line {
  const socket = new WebSocket(socketUrl(server));
  let patience: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const close = () => {
    over = true;
    clearTimeout(patience);
    socket.close();
  };
  const fail = () => {
    if (over) return;
    close();
    events.broken();
  };
  const expectAnswer = () => {
    clearTimeout(patience);
    patience = setTimeout(fail, PATIENCE_MS);
  };
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ type: 'hello', conversation, after }));
    expectAnswer();
  });
  socket.addEventListener('message', ({ data }) => {
    clearTimeout(patience);
    if (!over) tell(JSON.parse(String(data)), events);
  });
  socket.addEventListener('close', fail);
  socket.addEventListener('error', fail);
  return {
    close,
    send({ messageId, text }) {
      if (socket.readyState !== WebSocket.OPEN) return fail();
      socket.send(JSON.stringify({ type: 'message', messageId, text }));
      expectAnswer();
    },
    press(press) {
      if (socket.readyState !== WebSocket.OPEN) return fail();
      socket.send(JSON.stringify({ type: 'feedback', ...press }));
      expectAnswer();
    },
  };
}

function socketUrl(server: URL): URL {
  const url = new URL('api/chat/ws', server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

function tell(frame: ServerFrame, events: LineEvents): void {
  switch (frame.type) {
    case 'welcome':
      events.opened();
      break;
    case 'messages':
      events.arrived(frame);
      break;
    case 'reply':
      events.replied(frame);
      break;
    case 'typing':
      events.typing(frame.on);
      break;
    case 'pressed': {
      const { seq, pressed, stored, text } = frame;
      events.pressed({ press: { seq, pressed }, stored, text });
      break;
    }
    case 'error': {
      const { code, messageId, press, retryAfterSeconds } = frame;
      const forGood = code === 'no_such_answer';
      if (messageId !== undefined) events.refused({ messageId, retryAfterSeconds });
      if (press) events.pressRefused({ press, retryAfterSeconds, forGood });
      break;
    }
  }
}
