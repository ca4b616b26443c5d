import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

export type Frame = { type: string; [field: string]: unknown };

/** A browser's end of the chat's socket: sends frames and waits for the next one of a type. Ends with the test. */
export async function openLine(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers });
  const inbox: Frame[] = [];
  let wake = () => {};
  socket.on('message', (raw) => {
    inbox.push(JSON.parse(String(raw)));
    wake();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  onTestFinished(() => socket.terminate());
  const next = async (type: string): Promise<Frame> => {
    const place = inbox.findIndex((frame) => frame.type === type);
    const [found] = place === -1 ? [] : inbox.splice(place, 1);
    if (found) return found;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    return next(type);
  };
  const send = (frame: unknown) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  return { socket, send, next, inbox };
}
