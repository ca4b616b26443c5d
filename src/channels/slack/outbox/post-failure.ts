import { webApi } from '@slack/bolt';
import { SECOND_MS } from '../../../shared/clock.ts';

/** Why a call to Slack failed, as far as it decides what to do next. */
export type PostFailure =
  | { kind: 'rate_limited'; afterMs: number }
  /** Slack said no: nothing was posted. */
  | { kind: 'refused'; error: string }
  /** No answer, or none that tells: the post may have arrived. */
  | { kind: 'unknown'; error: string };

/** Slack's own troubles, after which part of the work may have been done. */
const MAY_HAVE_ARRIVED = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

export function failureOf(error: unknown): PostFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate_limited', afterMs: error.retryAfter * SECOND_MS };
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code } = error.data;
    return { kind: MAY_HAVE_ARRIVED.has(code) ? 'unknown' : 'refused', error: code };
  }
  if (error instanceof webApi.SlackError) return { kind: 'unknown', error: error.code };
  return { kind: 'unknown', error: error instanceof Error ? error.name : 'unknown' };
}
