import { createBot } from '../../../../src/bot/create-bot.ts';
import { handBackAndTell } from '../../../../src/conversation/desk/hand-back-and-tell.ts';
import { createStaffActions } from '../../../../src/conversation/desk/staff-actions.ts';
import type { TurnDeps } from '../../../../src/conversation/turn-deps.ts';
import { Urgency } from '../../../../src/domain/concern.ts';
import type { Conversation, Message } from '../../../../src/domain/conversation.ts';
import { conversationIdOf, StaffId, TicketNumber } from '../../../../src/domain/ids.ts';
import type { Signature } from '../../../../src/domain/staff.ts';
import { silentLog } from '../../../../src/shared/log.ts';
import { buildStore } from '../../../../src/store/lowdb/build-store.ts';
import type { Files } from '../../../../src/store/lowdb/files/files.ts';
import { memoryFiles } from '../../../../src/store/lowdb/files/memory-files.ts';
import { aConcern, turnDeps } from '../../../support/turn-kit.ts';
import { type Deed, type Name, type Says, SILENCE } from './reference-desk.ts';

/** What happens to the next write of the conversation: the disk refuses it, or the process dies right after it. */
export type Trouble = 'refused' | 'killed after';

const WORDS: Record<Says, string> = {
  clear: 'may I drive',
  dose: 'how many sprays',
  'dose now': 'I take another spray tonight',
  emergency: 'my chest hurts',
  person: 'Talk to a person',
};
const FOUND = [
  ['chest', aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' })],
  ['tonight', aConcern({ concern: 'dose', level: 2, urgency: 'urgent' })],
  ['sprays', aConcern({ concern: 'dose' })],
] as const;

const STAFF: Record<Name, Signature> = {
  ana: { id: StaffId.parse('s_aaaaaaaaaaaaaaaa'), firstName: 'Ana', role: 'responder' },
  ben: { id: StaffId.parse('s_bbbbbbbbbbbbbbbb'), firstName: 'Ben', role: 'admin' },
};
const NAME_OF = new Map<string, Name>([
  [STAFF.ana.id, 'ana'],
  [STAFF.ben.id, 'ben'],
]);

/** Made once: reading the blocks takes longer than a whole sequence of events. */
const PARTS = turnDeps();

const PATIENT = conversationIdOf('a patient');

/** The program itself, from the patient's message to the file, on files that outlive it. */
export async function openRealDesk(startAt: number) {
  const disk = memoryFiles();
  const desk = { at: startAt, trouble: undefined as Trouble | undefined };
  const now = () => new Date(desk.at).toISOString();
  const files: Files = {
    ...disk,
    async replace(path, text) {
      const { trouble } = desk;
      if (!trouble || !path.startsWith('conversations/')) return disk.replace(path, text);
      desk.trouble = undefined;
      if (trouble === 'killed after') await disk.replace(path, text);
      throw new Error('the disk failed');
    },
  };
  const open = async () => {
    const store = await buildStore({ files, now, log: silentLog, release: async () => undefined });
    const deps: TurnDeps = {
      ...PARTS,
      now,
      posts: true,
      reserveTicketNumber: (id) => store.conversations.reserveTicketNumber(id),
      gate: {
        version: 'test',
        check: ({ text }) => ({
          concerns: FOUND.filter(([cue]) => text.includes(cue)).map(([, found]) => found),
          modifiers: [],
        }),
      },
    };
    const { sender } = deps;
    const receive = createBot({ store, turn: deps });
    const staff = createStaffActions({ store, sender, now, posts: true });
    return { store, sender, receive, staff };
  };
  let program = await open();
  const find = () => program.store.conversations.find(PATIENT);

  return {
    desk,
    find,
    async reopen() {
      await program.store.close();
      program = await open();
    },
    says: (says: Says, messageId: string) =>
      program.receive({
        conversationId: PATIENT,
        messageId,
        text: WORDS[says],
        channel: 'web',
        ...(says === 'person' && {
          choice: { kind: 'topic' as const, topic: 'human' as const, label: WORDS.person },
        }),
      }),
    does: (number: number, deed: Deed) => act(program.staff, TicketNumber.parse(number), deed),
    look: () =>
      program.store.conversations.update(PATIENT, async (current) => {
        const how = { silenceMs: SILENCE, at: now(), sender: program.sender, posts: true };
        return { next: current && handBackAndTell(current, how), result: undefined };
      }),
    async tray() {
      const open = await program.store.conversations.openTickets();
      return open.map(({ ticket: { number, reason, urgency, state, assignee } }) => {
        const gravity = Urgency.options.indexOf(urgency);
        return `${number} ${reason} ${gravity} ${state} ${NAME_OF.get(assignee ?? '') ?? 'nobody'}`;
      });
    },
    async book() {
      const entries = (await program.store.audit.latest(10_000)).reverse();
      return entries.map(({ action, subject }) => `${action} ${subject.replace('ticket ', '')}`);
    },
  };
}
export type RealDesk = Awaited<ReturnType<typeof openRealDesk>>;

function act(staff: ReturnType<typeof createStaffActions>, number: TicketNumber, deed: Deed) {
  const by = STAFF[deed.by];
  switch (deed.deed) {
    case 'reply':
      return staff.reply(number, by, { text: deed.id, actionId: deed.id });
    case 'note':
      return staff.note(number, by, deed.id);
    case 'reassign':
      return staff.reassign(number, by, STAFF[deed.to]);
    default:
      return staff[deed.deed](number, by);
  }
}

export function ownerOf({ ownership }: Conversation): string {
  if (ownership.owner === 'staff') return `staff ${NAME_OF.get(ownership.by)}`;
  return ownership.owner === 'waiting' && ownership.hold ? 'held' : ownership.owner;
}

/** All that the patient reads, each message by what it begins with. */
export function sheetOf({ messages }: Conversation): string[] {
  return messages.filter(({ from }) => from !== 'patient').map(lineOf);
}

function lineOf({ parts: [first], replyKind, signature, text }: Message): string {
  if (signature) return `${signature.firstName.toLowerCase()}: ${text.split('\n')[0]}`;
  if (replyKind === 'answer') return 'answer';
  return first?.kind === 'block' ? first.id : 'nothing';
}
