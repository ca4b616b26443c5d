import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { withOpened } from '../with-opened.ts';
import { listEntries } from './list-entries.ts';
import type { Trail } from './trail.ts';
import { verifyTrail } from './verify-trail.ts';

/** `askwell audit`: who did what, and the proof that nobody changed it. `open` throws what is wrong with the settings. */
export function auditCommand(terminal: Terminal, open: () => Promise<Trail>): Command {
  return new Command('audit')
    .description('prove that the audit trail is as it was written; list what it holds')
    .addCommand(verifyCommand(terminal, open))
    .addCommand(listCommand(terminal, open));
}

function verifyCommand(terminal: Terminal, open: () => Promise<Trail>): Command {
  return new Command('verify')
    .description('look at every entry and at the chain; exit code 1 where it breaks')
    .option('--head <hash>', 'a head that was noted earlier: all up to it must still be there')
    .option('--json', 'print one JSON object', false)
    .action((options: { head?: string; json: boolean }) =>
      withOpened(open, (trail) => verifyTrail(terminal, trail, options)),
    );
}

function listCommand(terminal: Terminal, open: () => Promise<Trail>): Command {
  return new Command('list')
    .description('who did what to which answer, ticket or account, oldest first')
    .option(
      '--subject <words>',
      'about this alone, such as "ticket 12" or "answer driving.machines"',
    )
    .option('--since <day>', 'from this day or moment on, such as 2026-11-22')
    .option('--json', 'print one JSON object a line', false)
    .action((options: { subject?: string; since?: string; json: boolean }) =>
      withOpened(open, (trail) => listEntries(terminal, trail, options)),
    );
}
