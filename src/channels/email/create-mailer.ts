import { createTransport } from 'nodemailer';
import { DeliveryError } from '../../conversation/outbox/delivery.ts';
import { SECOND_MS } from '../../shared/clock.ts';
import { failureOfMail } from './mail-failure.ts';

/** One e-mail. A repeated try has the same `key`, so that mail programs can tell that it is the same. */
export type Mail = {
  key: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** No page: it may be read tomorrow. */
  calm?: boolean;
};

export type Mailer = {
  /** Rejects with a `DeliveryError` unless the mail server has taken it. */
  send(mail: Mail): Promise<void>;
  /** Connects and signs in, and sends nothing. Rejects with a `DeliveryError` where that fails. */
  check(): Promise<void>;
  /** Lets a mail under way end, and hangs up. */
  close(): void;
};

type Settings = {
  /** `smtp://` or `smtps://`, with name and password where the server asks for them. */
  url: string;
  /** As in a mail's From, such as `Askwell <desk@clinic.example>`. */
  from: string;
  /** For the whole of one mail. */
  withinMs?: number;
};

const WITHIN_MS = 20 * SECOND_MS;
const AT_ONCE = 2;

/** Sends through the clinic's own mail server, over connections that stay open for a while. */
export function createMailer({ url, from, withinMs = WITHIN_MS }: Settings): Mailer {
  const domain = domainOf(from);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: AT_ONCE,
    // The outbox tries again; here only a connection that the server had closed while it was idle is opened anew.
    maxRequeues: 1,
    connectionTimeout: withinMs / 2,
    greetingTimeout: withinMs / 2,
    socketTimeout: withinMs,
    // What we send holds no file and no address of one.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Each send is told of its own failure.
  transport.on('error', () => undefined);
  return {
    async send({ key, to, subject, text, html, calm = false }) {
      await transport
        .sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${key}@${domain}>`,
          // RFC 3834: no machine answers a machine. The other keeps mail programs from folding pages into one thread.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': key },
          priority: calm ? 'normal' : 'high',
          signal: AbortSignal.timeout(withinMs),
        })
        .catch((error: unknown) => {
          // Without its cause: what a mail server says has addresses in it, and this is logged.
          throw new DeliveryError(failureOfMail(error));
        });
    },
    async check() {
      await transport.verify().catch((error: unknown) => {
        throw new DeliveryError(failureOfMail(error));
      });
    },
    close: () => transport.close(),
  };
}

class MailSettingsError extends Error {
  readonly code = 'mail_settings_invalid';
}

/** The part after the @, of `desk@clinic.example` or `Askwell <desk@clinic.example>`. */
function domainOf(from: string): string {
  const domain = /[^\s<>@]@([\w-]+(?:\.[\w-]+)*)>?\s*$/.exec(from)?.[1];
  if (domain) return domain;
  throw new MailSettingsError(
    'MAIL_FROM: holds no e-mail address. Set it to one, such as Askwell <desk@clinic.example>.',
  );
}
