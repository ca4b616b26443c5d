import { WebSocket } from 'ws';

type Message = { id: string; from: string };

/** The part of the widget's own session that a patient of a test uses. */
type Session = {
  readonly state: {
    messages: readonly Message[];
    unsent: readonly unknown[];
    refused: ReadonlySet<string>;
    unstoredReply: string | undefined;
    line: string;
  };
  send(text: string): void;
  close(): void;
};
type Modules = [
  { createChatSession(server: URL, kept: unknown, changed: () => void): Session },
  { keptIn(storage: undefined, key: string): unknown },
];

const SESSION = new URL('../../src/channels/web/widget/session/', import.meta.url);

export type WidgetPatient = {
  session: Session;
  /** How often the line broke. */
  broken(): number;
  /** Resolves when this is so, at the next change that makes it so. */
  until(isSo: (state: Session['state']) => boolean): Promise<void>;
};

/**
 * A patient whose browser runs the code of the widget, but for its pages: what is sent again after a broken line, under
 * which id and from which cursor is decided there.
 */
export async function aWidgetPatient(server: string): Promise<WidgetPatient> {
  Object.assign(globalThis, {
    WebSocket,
    navigator: { onLine: true },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  // By address: it is made for browsers, whose types these tests do without.
  const names = ['chat-session.ts', 'kept.ts'];
  const loaded = await Promise.all(names.map((name) => import(new URL(name, SESSION).href)));
  const [{ createChatSession }, { keptIn }] = loaded as Modules;
  let broken = 0;
  let line = 'none';
  const looks = new Set<() => void>();
  const session: Session = createChatSession(new URL(server), keptIn(undefined, ''), () => {
    if (session.state.line === 'broken' && line !== 'broken') broken += 1;
    line = session.state.line;
    for (const look of [...looks]) look();
  });
  return {
    session,
    broken: () => broken,
    until: (isSo) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isSo(session.state)) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
  };
}
