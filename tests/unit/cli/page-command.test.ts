import { expect, test } from 'vitest';
import { pageCommand } from '../../../src/cli/page/page-command.ts';
import type { PageTools } from '../../../src/cli/page/try-pages.ts';
import { runCommands } from '../../../src/cli/run-commands.ts';
import { DeliveryError } from '../../../src/conversation/outbox/delivery.ts';
import { StaffId } from '../../../src/domain/ids.ts';
import type { StaffMember } from '../../../src/domain/staff.ts';
import { aTerminal } from '../../support/a-terminal.ts';

function aPerson(letter: string, but: Partial<StaffMember>): StaffMember {
  return {
    schema: 1,
    id: StaffId.parse(`s_${letter.repeat(16)}`),
    login: letter,
    firstName: letter,
    role: 'responder',
    passwordHash: 'none',
    disabled: false,
    sessionEpoch: 0,
    failedSignIns: 0,
    createdAt: '2026-11-23T15:00:00.000Z',
    ...but,
  };
}

const ANA = aPerson('a', { firstName: 'Ana', email: 'ana@clinic.example', duties: { onCall: 1 } });
const BEN = aPerson('b', { firstName: 'Ben', email: 'ben@clinic.example', duties: { onCall: 2 } });
const CLEO = aPerson('c', { firstName: 'Cleo', duties: { medicalDirector: true } });

/** Runs the command; what is not handed in is not set. */
async function pageTest(tools: Partial<PageTools>, ...options: string[]) {
  const { terminal, printed } = aTerminal();
  const unset = {
    email: undefined,
    webhook: undefined,
    slack: false,
    staff: [],
    format: 'askwell',
  };
  const command = pageCommand(terminal, async () => ({ ...unset, ...tools }));
  const exitCode = await runCommands(['page', 'test', ...options], [command], terminal);
  return { ...printed(), exitCode };
}

/** Mail that takes all but what goes to these. */
function mailRefusing(...addresses: string[]) {
  const sent: string[] = [];
  return {
    sent,
    close() {},
    async tryOut(_id: string, to: string) {
      if (addresses.includes(to)) throw new DeliveryError({ kind: 'refused', problem: 'smtp_550' });
      sent.push(to);
    },
  };
}

test('the admin reads for each person on call whether the test was accepted, and what to do where it was not', async () => {
  const email = mailRefusing('ben@clinic.example');
  const webhook = { tryOut: async () => undefined };

  const { out, err, exitCode } = await pageTest({
    email,
    webhook,
    slack: true,
    staff: [ANA, BEN, CLEO],
    format: 'pagerduty',
  });

  expect(email.sent).toEqual(['ana@clinic.example']);
  expect(out.split('\n')).toEqual([
    'accepted  e-mail to Ana, ana@clinic.example',
    'refused   e-mail to Ben, ben@clinic.example (smtp_550)',
    '          → The mail server refuses this mail: check the address at People, and MAIL_FROM.',
    'skipped   e-mail to Cleo',
    '          → No e-mail address: add it at People.',
    'accepted  webhook to pagerduty',
    'skipped   Slack',
    '          → Try it with: askwell slack check',
    '',
  ]);
  expect(err).toContain('A page would not arrive');
  expect(exitCode).toBe(1);
});

test('where all is accepted the exit code is 0, and a script reads it as JSON', async () => {
  const { out, exitCode } = await pageTest({ email: mailRefusing(), staff: [ANA] }, '--json');

  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    tried: [
      { way: 'e-mail', to: 'Ana, ana@clinic.example', outcome: 'accepted' },
      { way: 'webhook', outcome: 'skipped' },
      { way: 'Slack', outcome: 'skipped' },
    ],
  });
});

test('a clinic where an emergency would call nobody is told so', async () => {
  const nothing = await pageTest({});
  expect(nothing.exitCode).toBe(1);
  expect(nothing.out).toContain('Until then an emergency calls nobody.');

  const nobody = await pageTest({ email: mailRefusing(), staff: [CLEO] });
  expect(nobody.exitCode).toBe(1);
  expect(nobody.out).toContain('nobody whom pages call has an e-mail address');
});

test('a webhook that refuses the key, or is not there, is told apart', async () => {
  const refusing = (problem: string) => ({
    tryOut: () => Promise.reject(new DeliveryError({ kind: 'refused', problem })),
  });
  expect((await pageTest({ webhook: refusing('http_401') })).out).toContain('PAGE_WEBHOOK_KEY');
  expect((await pageTest({ webhook: refusing('ECONNREFUSED') })).out).toContain('Nobody answered');
});
