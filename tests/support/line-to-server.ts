import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The network between a program and a server, which a test can cut, slow down and lead elsewhere. */
export type Line = {
  port: number;
  /** Breaks every connection, and takes none until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Every piece that the server says arrives so much later. */
  delay(ms: number): void;
  /** New connections lead to this port of loopback, and those that were are broken. */
  leadTo(port: number): void;
  close(): Promise<void>;
};

export async function openLine(to: { host: string; port: number }): Promise<Line> {
  let target = to;
  let delayMs = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target);
    far.on('data', (piece) => {
      if (delayMs === 0) near.write(piece);
      else setTimeout(() => near.writable && near.write(piece), delayMs);
    });
    near.on('data', (piece) => far.write(piece));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    hangUp();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut,
    mend: () => listen(port),
    delay(ms) {
      delayMs = ms;
    },
    leadTo(other) {
      target = { host: '127.0.0.1', port: other };
      hangUp();
    },
    async close() {
      if (server.listening) await cut();
    },
  };
}
