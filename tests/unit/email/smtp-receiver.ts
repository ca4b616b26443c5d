import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

type Received = { to: string[]; raw: string };

/** What the server answers at one step of a mail; `undefined` is a yes. */
type Reply = { code: number; text: string } | 'hang up' | 'silence' | undefined;

/** A mail server on a loopback port that keeps what it takes, and answers as it is told. */
export async function anSmtpReceiver(but: { password?: string } = {}) {
  const receiver = {
    url: '',
    /** Mails that were taken. */
    mails: [] as Received[],
    /** Connections that were made. */
    connections: 0,
    onRecipient: (_address: string): Reply => undefined,
    onData: (): Reply => undefined,
  };
  const answer = (reply: Reply, next: (error?: Error | null) => void, hangUp: () => void) => {
    if (reply === 'silence') return;
    if (reply === 'hang up') return hangUp();
    next(reply && Object.assign(new Error(reply.text), { responseCode: reply.code }));
  };
  const sockets = new Set<{ destroy(): void }>();
  const server: SMTPServer = new SMTPServer({
    authOptional: but.password === undefined,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect(_session, next) {
      receiver.connections += 1;
      next();
    },
    onAuth({ password }, _session, next) {
      if (password === but.password) next(null, { user: 'askwell' });
      else next(Object.assign(new Error('wrong'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, next) {
      answer(receiver.onRecipient(address), next, () => hangUpAll());
    },
    onData(stream, session, next) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const reply = receiver.onData();
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (!reply) receiver.mails.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        answer(reply, next, () => hangUpAll());
      });
    },
  });
  const hangUpAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.server.on('connection', (socket) => sockets.add(socket));
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    hangUpAll();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.server.address() as AddressInfo;
  receiver.url = `smtp://127.0.0.1:${port}`;
  return receiver;
}
