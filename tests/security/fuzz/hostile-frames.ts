import fc from 'fast-check';
import { WebSocket } from 'ws';
import { fromSchema } from './from-schema.ts';
import { hostileBody } from './hostile.ts';
import type { Bench } from './report.ts';

const FRAME = {
  type: 'object',
  required: ['type', 'messageId', 'text', 'seq', 'pressed'],
  properties: {
    type: { enum: ['hello', 'message', 'message', 'message', 'feedback', 'nothing'] },
    conversation: { type: 'string', pattern: '^[a-z2-7]{32,64}$' },
    after: { type: 'integer', minimum: 0 },
    messageId: { type: 'string' },
    replaces: { type: 'string' },
    text: { type: 'string' },
    seq: { type: 'integer', minimum: 1, maximum: 9 },
    pressed: { enum: ['yes', 'no', 'person'] },
  },
};

/** Each line sends its frames at once and is closed by whom it likes; one that says hello well must be welcomed at the end. */
export async function hostileFrames(seed: number, bench: Bench): Promise<void> {
  const { port } = bench.program.server.server.address() as { port: number };
  const frame = fc.oneof(
    { weight: 5, arbitrary: fromSchema(FRAME).map((value) => JSON.stringify(value) ?? 'null') },
    { weight: 1, arbitrary: hostileBody },
  );
  const lines = fc.sample(fc.array(frame, { minLength: 1, maxLength: 12 }), { seed, numRuns: 6 });
  for (const frames of [...lines, []]) {
    const said = await converse(`ws://127.0.0.1:${port}/api/chat/ws`, [
      '{"type":"hello"}',
      ...frames,
    ]);
    bench.report.frames += frames.length;
    const failed = said.filter(({ type, code }) => type === 'error' && code === 'failed');
    if (failed.length > 0) bench.report.problems.push(`a frame failed, seed ${seed}`);
    if (said[0]?.type !== 'welcome')
      bench.report.problems.push(`a line was not welcomed, seed ${seed}`);
  }
}

type Said = { type?: string; code?: string };

/** Ends when the last frame, which is known to be answered, was answered, or the line was closed. */
function converse(url: string, frames: string[]): Promise<Said[]> {
  const socket = new WebSocket(url);
  const said: Said[] = [];
  const last = '{"type":"feedback","seq":987654,"pressed":"yes"}';
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said));
    socket.on('open', () => {
      for (const frame of [...frames, last]) socket.send(frame);
    });
    socket.on('message', (raw) => {
      const frame = JSON.parse(String(raw));
      said.push(frame);
      if (frame.press?.seq === 987_654) socket.close();
    });
  });
}
