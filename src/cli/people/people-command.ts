import { Command } from 'commander';
import type { StaffMember } from '../../domain/staff.ts';
import type { Clock } from '../../shared/clock.ts';
import { CommandError, type Terminal } from '../terminal.ts';
import { withOpened } from '../with-opened.ts';

export type People = {
  all(): Promise<StaffMember[]>;
  /** A new password, no second factor and no lock; every session ends. In the audit trail as a deed of the system. */
  letIn(person: StaffMember): Promise<{ password: string }>;
  now: Clock;
  close(): Promise<void>;
};

/** `askwell people`: for whoever runs the server, when no admin can sign in any more. */
export function peopleCommand(terminal: Terminal, open: () => Promise<People>): Command {
  const command = new Command('people').description(
    'who may sign in; let somebody in who cannot any more',
  );
  command
    .command('list')
    .description('names, roles, second factors and locks')
    .action(() => withOpened(open, (people) => list(terminal, people)));
  command
    .command('let-in')
    .description('a new password and no second factor; their sessions end')
    .argument('<name>', 'the name that they sign in with')
    .option('--yes', 'do it')
    .action((name: string, { yes = false }: { yes?: boolean }) =>
      withOpened(open, (people) => letIn(name, { yes, terminal, people })),
    );
  return command;
}

async function list(terminal: Terminal, people: People): Promise<void> {
  // The store promises no order.
  const everyone = (await people.all()).sort((a, b) => a.login.localeCompare(b.login));
  for (const person of everyone) terminal.out(`${lineOf(person, people.now())}\n`);
  if (everyone.length === 0) terminal.out('Nobody yet. `askwell serve` prints the first link.\n');
}

function lineOf(
  { login, role, secondFactor, disabled, lockedUntil = '' }: StaffMember,
  now: string,
): string {
  const marks = [
    secondFactor && 'second factor',
    disabled && 'disabled',
    lockedUntil > now && `locked until ${lockedUntil}`,
  ].filter(Boolean);
  return [login, role, ...marks].join(', ');
}

async function letIn(
  name: string,
  { yes, terminal, people }: { yes: boolean; terminal: Terminal; people: People },
): Promise<void> {
  const wanted = name.trim().toLowerCase();
  const person = (await people.all()).find(({ login }) => login === wanted);
  if (!person) {
    throw new CommandError(`Nobody signs in as ${wanted}. \`askwell people list\` has the names.`);
  }
  if (person.disabled) {
    throw new CommandError(`${wanted} is disabled. An admin enables people, under People.`);
  }
  if (!yes) {
    throw new CommandError(
      `This ends every session of ${wanted} and takes their password and second factor away. Be sure that it is them who asks, then say --yes.`,
    );
  }
  const { password } = await people.letIn(person);
  terminal.out(
    `${wanted} signs in with this password, which is shown once: ${password}\nThey choose their own under their name, and set up a second factor there.\n`,
  );
}
