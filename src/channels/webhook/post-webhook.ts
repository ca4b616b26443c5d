import { Webhook } from 'standardwebhooks';
import { DeliveryError } from '../../conversation/outbox/delivery.ts';
import { type Clock, SECOND_MS } from '../../shared/clock.ts';
import { failureOfStatus } from './webhook-failure.ts';
import type { Posting } from './webhook-format.ts';

/** For the whole of a post. A page must not hang on a receiver that is asleep. */
const WITHIN_MS = 10 * SECOND_MS;
/** What the receiver answers is read so far, so that the connection can be used again, and then it is hung up. */
const READ_AT_MOST = 64 * 1024;

export type PostWebhook = (id: string, posting: Posting) => Promise<void>;

/**
 * Posts JSON, signed as Standard Webhooks describes: the id is the idempotency key, and the time is that of the attempt.
 * Rejects with a `DeliveryError` unless the receiver answers with 2xx.
 */
export function createPostWebhook({
  secret,
  now,
  withinMs = WITHIN_MS,
}: {
  secret: string;
  now: Clock;
  withinMs?: number;
}): PostWebhook {
  const sign = createSign(secret);
  return async (id, { url, headers, body }) => {
    const text = JSON.stringify(body);
    const at = new Date(now());
    const signal = AbortSignal.timeout(withinMs);
    const response = await fetch(url, {
      method: 'POST',
      body: text,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'user-agent': 'Askwell',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / SECOND_MS)),
        'webhook-signature': sign(id, at, text),
      },
      // A page must not be carried on to an address that nobody has set.
      redirect: 'manual',
      signal,
    }).catch((error: unknown) => {
      throw new DeliveryError({ kind: 'unknown', problem: problemOf(error) });
    });
    await readSome(response);
    if (!response.ok) throw new DeliveryError(failureOfStatus(response, at));
  };
}

class WebhookSettingsError extends Error {
  readonly code = 'webhook_settings_invalid';
}

/**
 * A secret that begins with `whsec_` is base64, as the standard writes it. Any other may be meant as it stands or as
 * base64, and receivers differ; the header may hold several signatures, so it holds both.
 */
function createSign(secret: string): (id: string, at: Date, text: string) => string {
  const isMarked = secret.startsWith('whsec_');
  const asItStands = isMarked ? [] : [new Webhook(secret, { format: 'raw' })];
  const keys = [...asItStands, ...asBase64(secret)];
  if (keys.length === 0) {
    throw new WebhookSettingsError(
      'PAGE_WEBHOOK_SECRET: what follows whsec_ is not base64. Copy it again from the receiver.',
    );
  }
  return (id, at, text) => keys.map((key) => key.sign(id, at, text)).join(' ');
}

function asBase64(secret: string): Webhook[] {
  try {
    return [new Webhook(secret)];
  } catch {
    return [];
  }
}

/** What it says is of no use to us, and neither is that it stops in the middle. */
async function readSome({ body }: Response): Promise<void> {
  let read = 0;
  try {
    for await (const chunk of body ?? []) {
      read += chunk.byteLength;
      if (read > READ_AT_MOST) return;
    }
  } catch {
    return;
  }
}

/** A code of the network, such as `ECONNREFUSED`, or `timeout`. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'no_connection';
}
