import autocannon from 'autocannon';
import { QUESTIONS } from './load/questions.ts';

export type Load = { turnsPerSecond: number; p50Ms: number; p99Ms: number; failed: number };

/** Every connection holds conversations of ten messages, one after another, as fast as the server answers. */
export async function loadOverHttp(
  url: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: QUESTIONS.map((text) => ({
      method: 'POST' as const,
      path: '/api/chat/messages',
      headers: { 'content-type': 'application/json' },
      setupRequest: (request, context) => ({
        ...request,
        body: JSON.stringify({ ...context, text }),
      }),
      onResponse: (_status, body, context) => {
        Object.assign(context, { conversation: JSON.parse(body).conversation });
      },
    })),
  });
  return {
    turnsPerSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
