import { z } from 'zod';
import { SECOND_MS } from '../../../shared/clock.ts';

const SLACK_URL = 'https://slack.com/api/';
const CALL_WITHIN_MS = 10 * SECOND_MS;

const Answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** What Slack said to one call, or that it said nothing. */
export type Answered =
  | { kind: 'ok'; body: Record<string, unknown>; scopes: string[] | undefined }
  /** Slack's own word for why not, such as `invalid_auth`. */
  | { kind: 'refused'; error: string }
  | { kind: 'unreachable'; why: string };

/** Calls one method of Slack with a token, once. Never rejects. */
export type AskSlack = (
  method: string,
  token: string,
  params?: Record<string, string>,
) => Promise<Answered>;

export function createAskSlack({ apiUrl = SLACK_URL }: { apiUrl?: string | undefined }): AskSlack {
  return async (method, token, params = {}) => {
    try {
      const response = await fetch(new URL(method, withSlash(apiUrl)), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(params),
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_WITHIN_MS),
      });
      const scopes = response.headers.get('x-oauth-scopes')?.split(',');
      if (response.status === 429) return { kind: 'unreachable', why: 'asks us to slow down' };
      const body = Answer.parse(await response.json());
      if (!body.ok) return { kind: 'refused', error: codeOf(body.error) };
      return { kind: 'ok', body, scopes: scopes?.map((scope) => scope.trim()) };
    } catch (error) {
      return { kind: 'unreachable', why: whyOf(error) };
    }
  };
}

/** Slack's errors are words with underscores; anything else is not shown, for it may repeat what was sent. */
function codeOf(error: string | undefined): string {
  return error !== undefined && /^[a-z_]{1,60}$/.test(error) ? error : 'an unknown error';
}

/** The system's code of a failed connection; never its message, which may hold an address with a secret in it. */
export function whyOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'gave no answer in time';
  const code = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof code === 'string' ? `cannot be reached (${code})` : 'gave no answer that we know';
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
