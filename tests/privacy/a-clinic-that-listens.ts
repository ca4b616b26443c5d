import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { openLowdbStore } from '../../src/store/lowdb/open-lowdb-store.ts';
import { aStaffId, aStaffMember } from '../contract/examples.ts';
import { aFolder, serveAskwell } from '../support/program.ts';
import { BOT_TOKEN, openSlackEmulator, SIGNING_SECRET } from '../support/slack-emulator.ts';
import { slackPeople } from '../support/slack-people.ts';
import { anSmtpReceiver } from '../unit/email/smtp-receiver.ts';
import { anHttpReceiver } from '../unit/outbox/http-receiver.ts';

const PATIENCE = { interval: 50, timeout: 30_000 };

/** The program with everything connected that anything could leave by, and what each of those places got. */
export async function aClinicThatListens(settings: Record<string, string> = {}) {
  const folder = aFolder();
  await hireSomebodyOnCall(folder);
  const [slack, mail, webhook, traces] = await Promise.all([
    openSlackEmulator(),
    anSmtpReceiver(),
    anHttpReceiver(),
    anHttpReceiver(),
  ]);
  const program = await serveAskwell({
    DATA_DIR: folder,
    LOG_LEVEL: 'debug',
    RATE_LIMIT: '1000000',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    SLACK_STAFF_CHANNEL: slack.staffChannel,
    SLACK_PATIENT_CHANNELS: slack.community,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Askwell <desk@clinic.example>',
    PAGE_WEBHOOK_URL: webhook.url,
    PAGE_WEBHOOK_SECRET: 'a secret of sixteen',
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
    ...settings,
  });
  const read = async (path: string) => (await fetch(`${program.url}${path}`)).text();
  return {
    folder,
    url: program.url,
    slack,
    people: slackPeople(slack, program.url),
    /** A page has arrived on every way there is, and a card in Slack. */
    untilPaged: () =>
      vi.waitFor(() => {
        const posted = slack.calls.filter(({ method }) => method === 'chat.postMessage');
        const isCard = posted.some(({ params }) => params.get('channel') === slack.staffChannel);
        if (mail.mails.length === 0 || webhook.posts.length === 0 || !isCard) {
          throw new Error('not everything has arrived yet');
        }
      }, PATIENCE),
    /** Everything that was seen outside the store, by where it was seen. */
    async seenOutside(): Promise<Record<string, string>> {
      const [metrics, openApi] = await Promise.all([read('/metrics'), read('/docs/json')]);
      return {
        logs: program.log(),
        metrics,
        'OpenAPI pages': openApi + (await read('/docs')),
        'calls to Slack': slack.calls
          .map(({ params }) => decodeURIComponent(params.toString().replaceAll('+', ' ')))
          .join('\n'),
        'e-mails': mail.mails.map(({ raw }) => decoded(raw)).join('\n'),
        webhooks: webhook.posts.map(({ text }) => text).join('\n'),
      };
    },
    /** Gives the traces: the last of them are sent when the program ends. */
    async stop(): Promise<string> {
      program.child.kill('SIGTERM');
      await program.ended;
      await slack.close();
      return traces.posts.map(({ text }) => text).join('\n');
    },
  };
}

/** Every byte of a folder, one file after another. */
export async function bytesOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name));
  const texts: string[] = [];
  for (const path of paths) texts.push(path, await readFile(path, 'utf8'));
  return texts.join('\n');
}

async function hireSomebodyOnCall(folder: string): Promise<void> {
  const store = await openLowdbStore({
    folder,
    now: () => new Date().toISOString(),
    log: silentLog,
  });
  const next = aStaffMember({
    id: aStaffId('a'),
    email: 'maria@clinic.example',
    duties: { onCall: 1, medicalDirector: false, safeguarding: false },
  });
  await store.staff.update(next.id, async () => ({ next, result: undefined }));
  await store.close();
}

/** A mail as it is read: bodies in base64 and quoted-printable put back into words. */
function decoded(raw: string): string {
  const base64 = raw.replace(/(?:^[\w+/]{40,}={0,2}\r?\n?)+/gm, (block) =>
    Buffer.from(block, 'base64').toString(),
  );
  const bytes = base64
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[\dA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());
  return `${raw}\n${bytes}`;
}
