import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { systemClock } from '../../../src/shared/clock.ts';
import { base32 } from '../../../src/shared/ids.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aStaffMember } from '../../support/desk-kit.ts';
import { openLine } from '../../support/line-to-server.ts';
import { aFolder, serveAskwell } from '../../support/program.ts';
import { BOT_TOKEN, openSlackEmulator, SIGNING_SECRET } from '../../support/slack-emulator.ts';
import { judge } from '../judge/judge.ts';
import type { Toll } from '../judge/toll.ts';
import { noWitness, say } from '../load/patients.ts';

const DELIVERED_WITHIN_MS = 90_000;
/** One for a card, one for a card, a page on Slack and an e-mail. */
const TEXTS = ['how many sprays should i take', 'i want to kill myself'];

/** Slack and the mail server are out of reach while patients write; then each card, page and mail arrives once. */
export async function waysDown({ rounds }: { rounds: number }): Promise<Toll> {
  const slack = await openSlackEmulator();
  const mail = await aMailServer();
  const toSlack = await openLine(placeOf(slack.apiUrl));
  const toMail = await openLine({ host: '127.0.0.1', port: mail.port });
  const folder = aFolder();
  await hireAna(folder);
  const serving = await serveAskwell({
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `http://127.0.0.1:${toSlack.port}/api/`,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SMTP_URL: `smtp://127.0.0.1:${toMail.port}`,
    MAIL_FROM: 'askwell@example.org',
    // One page for each ticket, however long the test takes.
    PAGE_REPEAT_MINUTES: '60',
  });
  const witness = noWitness();
  const where = { url: () => serving.url, witness };
  await Promise.all([toSlack.cut(), toMail.cut()]);
  for (let round = 0; round < rounds; round += 1) {
    for (const text of TEXTS) await say({ conversation: base32(40), text }, where);
  }
  await Promise.all([toSlack.mend(), toMail.mend()]);
  const cards = async () =>
    (await slack.messages(slack.staffChannel)).flatMap(({ blocks }) =>
      blocks.flatMap(({ block_id }) => /^ticket_\d+$/.exec(String(block_id)) ?? []),
    );
  const wanted = { cards: rounds * TEXTS.length, mails: rounds };
  for (let ms = 0; ms < DELIVERED_WITHIN_MS; ms += 100) {
    const metrics = await (await fetch(`${serving.url}/metrics`)).text();
    if (/^askwell_outbox_conversations 0$/m.test(metrics)) break;
    await delay(100);
  }
  serving.child.kill('SIGTERM');
  const code = await serving.ended;
  const posted = await cards();
  await Promise.all([toSlack.close(), toMail.close(), mail.close(), slack.close()]);
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const toll = await judge(store, { witness, rounds });
  const left = await store.conversations.withOutbox();
  await store.close();
  toll.ticketsLost += wanted.cards - new Set(posted).size;
  toll.ticketsLost += wanted.mails - new Set(mail.tickets).size;
  toll.duplicates += posted.length - new Set(posted).size;
  toll.duplicates += mail.tickets.length - new Set(mail.tickets).size;
  if (left.length > 0) toll.others.push(`${left.length} outboxes are not empty`);
  if (code !== 0) toll.others.push(`it ended with ${code}`);
  if (!serving.log().includes('ECONNREFUSED'))
    toll.others.push('the log does not say what is away');
  return toll;
}

function placeOf(url: string) {
  const { hostname: host, port } = new URL(url);
  return { host, port: Number(port) };
}

async function hireAna(folder: string): Promise<void> {
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const ana = aStaffMember('ana', { email: 'ana@example.org', duties: { onCall: 1 } });
  await store.staff.update(ana.id, async () => ({ next: ana, result: undefined }));
  await store.close();
}

/** Keeps the number of the ticket that each mail is about. */
async function aMailServer() {
  const tickets: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString();
        tickets.push(/^Subject:.*ticket (\d+)/im.exec(text)?.[1] ?? 'no ticket');
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { tickets, port, close: () => new Promise<void>((done) => server.close(() => done())) };
}
