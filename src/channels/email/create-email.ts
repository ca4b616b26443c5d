import { DELIVERED, type Deliver } from '../../conversation/outbox/delivery.ts';
import { isAnswered, joinedSince, waitingPage } from '../../conversation/watch/waiting-page.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Conversation, Outgoing } from '../../domain/conversation.ts';
import type { StaffMember } from '../../domain/staff.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { StaffRepository } from '../../store/store.ts';
import { createMailer } from './create-mailer.ts';
import { createReminderMail } from './deliver-reminder-mail.ts';
import { pageMail, testMail } from './page-mail.ts';

type EmailSettings = { SMTP_URL: string; MAIL_FROM: string };

type Deps = {
  settings: EmailSettings;
  staff: Pick<StaffRepository, 'find'>;
  /** Every answer, for reminders of reviews. */
  answers: () => Promise<readonly Answer[]>;
  /** Where staff open the console; a ticket is at `/tickets/<number>` below. */
  consoleUrl: string;
  now: Clock;
  log: Log;
  /** How long one mail may take. */
  withinMs?: number;
};

export type PageEmail = {
  deliver: Deliver;
  /** Sends a page that is marked as a test. Rejects with a `DeliveryError` when it is not taken. */
  tryOut(id: string, to: string): Promise<void>;
  /** Connects to the mail server and signs in. Rejects with a `DeliveryError` where that fails. */
  check(): Promise<void>;
  close(): void;
};

/** Pages to the people on call by e-mail, one message for each page; and reminders of reviews to moderators. */
export function createEmail(deps: Deps): PageEmail {
  const { settings, staff, consoleUrl, now, log, withinMs } = deps;
  const { SMTP_URL: url, MAIL_FROM: from } = settings;
  const mailer = createMailer({ url, from, ...(withinMs && { withinMs }) });
  const remind = createReminderMail(deps, mailer);
  return {
    async deliver(item, conversation, attempt) {
      if (item.kind === 'reminder') return remind(item, conversation, attempt);
      const ticket = conversation.tickets.find(({ number }) => number === item.about);
      const person = item.person && (await staff.find(item.person));
      const needless = reasonToDrop(item, { conversation, ticket, person });
      if (needless || !ticket || !person?.email) {
        log.info(
          { outgoing: item.id, person: item.person },
          `a page by e-mail is not sent: ${needless}`,
        );
        return DELIVERED;
      }
      const words = pageMail(ticket, { now: now(), consoleUrl });
      const key = waitingPage(item, ticket)?.id ?? item.id;
      await mailer.send({ key, to: person.email, ...words });
      return { facts: {}, isOutdated: joinedSince(ticket) };
    },
    tryOut: (id, to) => mailer.send({ key: id, to, ...testMail(consoleUrl) }),
    check: mailer.check,
    close: mailer.close,
  };
}

type About = {
  conversation: Conversation;
  ticket: Ticket | undefined;
  person: StaffMember | undefined;
};

/** After a mail server was down, one mail that says how it is now is worth more than thirty that say how it was. */
function reasonToDrop(item: Outgoing, { conversation, ticket, person }: About): string | undefined {
  if (!ticket) return 'there is no such ticket';
  if (!person?.email || person.disabled) return 'this person has no address any more';
  if (isAnswered(ticket, conversation)) return 'someone has the ticket by now';
  return isOvertaken(item, conversation) ? 'a later page to the same person follows' : undefined;
}

function isOvertaken(item: Outgoing, { outbox }: Conversation): boolean {
  const { to, person, about } = item;
  const later = outbox.slice(outbox.findIndex(({ id }) => id === item.id) + 1);
  return later.some(
    (other) => other.to === to && other.person === person && other.about === about && !other.dead,
  );
}
