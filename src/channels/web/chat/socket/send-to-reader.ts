import type { WebSocket } from 'ws';
import type { ServerFrame } from '../chat-schemas.ts';

/**
 * What may wait for one page to read it. Far more than a whole conversation, so that only a page that stopped reading,
 * or never means to, comes so far.
 */
export const MOST_UNREAD_BYTES = 1024 * 1024;
/** Try again later: the page comes back and reads on from its cursor. */
const TOO_SLOW = 1013;

/**
 * Sends frames to a page as long as it reads them. Nothing that is dropped is lost: what was said is in the store, and the
 * page asks for what came after the last message it has.
 */
export function sendToReader(socket: WebSocket): (frame: ServerFrame) => void {
  const isKeepingUp = () => {
    if (socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount <= MOST_UNREAD_BYTES) return true;
    socket.close(TOO_SLOW, 'not read; come back');
    return false;
  };
  // Each is answered by itself: pings alone could fill the memory too.
  socket.on('ping', isKeepingUp);
  return (frame) => {
    if (isKeepingUp()) socket.send(JSON.stringify(frame));
  };
}
