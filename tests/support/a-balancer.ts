import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type Balancer = {
  url: string;
  /** Nodes by their address; a name that is there already gets another address. */
  put(name: string, url: string): void;
  /** Resolves once this node is sent connections, or is not any more. */
  until(name: string, state: 'ready' | 'away'): Promise<void>;
  close(): void;
};

const CHECK_EVERY_MS = 100;

/** What stands in front of nodes: passes connections to those whose `/readyz` says yes, one after another. */
export async function aBalancer(): Promise<Balancer> {
  const nodes = new Map<string, { url: string; ready: boolean }>();
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  let turn = 0;
  const check = async () => {
    for (const node of nodes.values()) {
      const answer = await fetch(`${node.url}/readyz`).catch(() => undefined);
      await answer?.arrayBuffer();
      node.ready = answer?.status === 200;
    }
    for (const look of [...waiting]) look();
    timer = setTimeout(check, CHECK_EVERY_MS);
  };
  let timer = setTimeout(check, 0);
  const server = createServer((patient) => {
    const ready = [...nodes.values()].filter((node) => node.ready);
    const node = ready[turn++ % ready.length];
    if (!node) return patient.destroy();
    const { port, hostname } = new URL(node.url);
    const behind = connect(Number(port), hostname);
    for (const [one, other] of [
      [patient, behind],
      [behind, patient],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroySoon();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (name, url) => void nodes.set(name, { url, ready: false }),
    until: (name, state) =>
      new Promise((resolve) => {
        const look = () => {
          if (nodes.get(name)?.ready !== (state === 'ready')) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      }),
    close() {
      clearTimeout(timer);
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
