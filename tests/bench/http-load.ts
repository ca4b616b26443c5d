import autocannon from 'autocannon';

export type Load = { turnsPerSecond: number; p50Ms: number; p99Ms: number; failed: number };

/** What patients ask, in the mix of a quiet day: mostly answerable, now and then a dose question or none of ours. */
const QUESTIONS = [
  'can i drive home after my infusion?',
  'does insurance cover it',
  'what does it feel like',
  'what should i wear',
  'thanks',
  'how many sprays should i take',
  'which kind of doctor does this',
  'what is the weather tomorrow',
  'may I eat before the visit',
  'how long does a visit take',
];

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
