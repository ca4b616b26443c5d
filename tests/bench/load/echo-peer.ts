import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { botkitEcho } from '../botkit-echo.ts';

/**
 * What the chat's socket is compared with, on a port that is printed: Fastify and Botkit, which say every message back in
 * frames like ours. Nothing is read, decided, stored or limited.
 */
const app = Fastify();
const echo = botkitEcho();
await app.register(websocket);
app.get('/api/chat/ws', { websocket: true }, (socket) => {
  socket.on('message', async (raw) => {
    const frame = JSON.parse(String(raw));
    const send = (sent: object) => socket.send(JSON.stringify(sent));
    if (frame.type === 'hello') return send({ type: 'messages', messages: [], cursor: 0 });
    const text = await echo(frame.text);
    send({ type: 'reply', stored: true, id: frame.messageId, reply: { kind: 'answer', text } });
  });
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.listeningOrigin);
