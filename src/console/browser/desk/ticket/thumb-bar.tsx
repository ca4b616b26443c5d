import type { TicketView } from '../../../wire.ts';
import { Button } from '../../parts/controls/button.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { REPLY_ID, type ReplyDraft } from '../reply/use-reply.ts';
import type { useUndoableStep } from './use-undoable-step.ts';

type Props = {
  ticket: TicketView;
  claim: ReturnType<typeof useUndoableStep>;
  reply: ReplyDraft;
};

/** On a phone: what the person on call does first, where the thumb is. */
export function ThumbBar({ ticket, claim, reply }: Props) {
  const isNew = ticket.state === 'new';
  const then = (deed: () => void) => {
    if (isNew) claim.take(deed);
    else deed();
  };
  return (
    <div className="thumb-bar">
      <Button
        look="primary"
        isPending={claim.isPending}
        onPress={() => then(() => focusOn(REPLY_ID))}
      >
        {isNew ? 'Claim' : 'Write'}
      </Button>
      <Button
        aria-label="Call-back: ask the patient to call the clinic"
        isPending={claim.isPending}
        onPress={() => then(reply.askToCall)}
      >
        Call-back
      </Button>
    </div>
  );
}
