import type { DeliveryFailure } from '../../conversation/outbox/delivery.ts';

/** What nodemailer says of a mail that was not sent. */
type MailError = { code?: unknown; responseCode?: unknown; command?: unknown };

/** What a mail that was not sent means for the outbox. The problem is a code: `smtp_550`, `sign_in_refused`, `ECONNECTION`. */
export function failureOfMail(error: unknown): DeliveryFailure {
  const { code, responseCode, command } = (error ?? {}) as MailError;
  if (code === 'EAUTH' || code === 'ENOAUTH') return failureOfSignIn(responseCode);
  if (typeof responseCode === 'number' && responseCode !== 421) {
    return failureOfReply(responseCode, command);
  }
  // An address that cannot stand in a mail never comes as far as the server.
  if (code === 'EENVELOPE') return { kind: 'refused', problem: 'address_invalid', reach: 'item' };
  return { kind: 'unknown', problem: problemOf(code, responseCode) };
}

/** 454 and the like are passing; all else an admin mends. */
function failureOfSignIn(responseCode: unknown): DeliveryFailure {
  const isPassing = typeof responseCode === 'number' && responseCode < 500;
  if (isPassing) return { kind: 'unknown', problem: `smtp_${responseCode}` };
  return { kind: 'refused', problem: 'sign_in_refused', reach: 'destination' };
}

/** A reply to RCPT or DATA is about this one mail; to anything before it, about us. */
function failureOfReply(responseCode: number, command: unknown): DeliveryFailure {
  const problem = `smtp_${responseCode}`;
  const isOfMail = command === 'RCPT TO' || command === 'DATA';
  if (responseCode < 500) {
    return { kind: 'unknown', problem, reach: isOfMail ? 'place' : 'destination' };
  }
  return { kind: 'refused', problem, reach: isOfMail ? 'item' : 'destination' };
}

function problemOf(code: unknown, responseCode: unknown): string {
  if (typeof responseCode === 'number') return `smtp_${responseCode}`;
  if (code === 'EABORT' || code === 'ETIMEDOUT') return 'timeout';
  return typeof code === 'string' ? code : 'unknown';
}
