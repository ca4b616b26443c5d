import { emptyConversation } from '../../domain/conversation.ts';
import { type FirstRun, TRIAL_ADDRESS } from '../../domain/first-run.ts';
import { conversationIdOf, type StaffId } from '../../domain/ids.ts';
import type { Clock } from '../../shared/clock.ts';
import { base32 } from '../../shared/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Note } from './note.ts';

/** A chat of staff with their own bot: through every step of a patient's, but it pages nobody and is taken away after. */
export type TrialChat = {
  /** Ends the one before, and gives the secret that opens the new one. */
  begin(by: StaffId): Promise<string>;
  /** Erases the conversation with its tickets; keeps how many turns and tickets it had. */
  end(by: StaffId): Promise<void>;
};

type Deps = {
  store: Pick<Store, 'conversations' | 'documents'>;
  change(to: (progress: FirstRun) => FirstRun): Promise<void>;
  note: Note;
  now: Clock;
};

const SECRET_LENGTH = 40;

export function createTrialChat({ store, change, note, now }: Deps): TrialChat {
  const end = async (by: StaffId) => {
    const trial = (await store.documents.find('firstRun'))?.trial;
    if (trial?.conversation === undefined) return;
    const { conversation: id, ...kept } = trial;
    const held = await store.conversations.find(id);
    await store.conversations.erase(id);
    const turns = held?.turns.length ?? 0;
    const tickets = held?.tickets.length ?? 0;
    const over = { ...kept, endedAt: now(), turns, tickets };
    // One that nobody wrote in does not undo the one before it.
    await change((progress) => ({ ...progress, trial: turns > 0 ? over : { ...kept } }));
    await note(by, 'trial chat ended', { turns, tickets });
  };
  return {
    end,
    async begin(by) {
      await end(by);
      const secret = base32(SECRET_LENGTH);
      const conversation = conversationIdOf(secret);
      const at = now();
      const place = {
        conversationId: conversation,
        channel: 'web' as const,
        address: TRIAL_ADDRESS,
      };
      await store.conversations.update(conversation, async () => ({
        next: emptyConversation(place, at),
        result: undefined,
      }));
      await change((progress) => {
        const { turns = 0, tickets = 0 } = progress.trial ?? {};
        return { ...progress, trial: { by, at, conversation, turns, tickets } };
      });
      await note(by, 'trial chat begun');
      return secret;
    },
  };
}
