import { useState } from 'react';
import type { OfferView, ReceiversView, WithdrawnView } from '../../wire/recalls.ts';
import { useSendRecall } from '../api/recalls.ts';
import { Button, ButtonLink } from '../parts/controls/button.tsx';
import { ConfirmDialog } from '../parts/controls/dialog.tsx';
import { Markdown } from '../parts/display/markdown.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { inConversations } from './receivers.tsx';
import { headingOf } from './withdrawn-heading.ts';

type Props = {
  withdrawn: WithdrawnView;
  offer: OfferView;
  receivers: ReceiversView | undefined;
};

/** What each of them would read, byte for byte, and sending it. */
export function SendPanel({ withdrawn, offer, receivers }: Props) {
  const send = useSendRecall(withdrawn);
  const [asking, ask] = useState(false);
  const { id, locale, rounds } = withdrawn;
  const isCounted = receivers?.state === 'counted';
  if (isCounted && receivers.conversations === 0) return null;
  const whom = isCounted ? inConversations(receivers.conversations) : 'those who read it';
  const isFirst = rounds.length === 0;
  return (
    <>
      {offer.words === 'notice' && <NotWritten edit={`/answers/${locale}/${id}/edit`} />}
      <div className="reads">
        <h3>What each of them will read</h3>
        <div className="bubble" lang={locale}>
          <Markdown text={offer.text} />
        </div>
      </div>
      <ProblemNotice problem={send.error} />
      <div className="actions">
        <Button look="primary" onPress={() => ask(true)}>
          {isFirst ? `Tell ${whom}` : `Send the right words to ${whom}`}
        </Button>
      </div>
      <ConfirmDialog
        title={`Send this to ${whom}?`}
        confirm="Send it"
        isOpen={asking}
        isPending={send.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          send.mutate(offer.textHash, {
            onSuccess: () => focusOn(headingOf(withdrawn)),
            onSettled: () => ask(false),
          })
        }
      >
        <p>
          Each gets it once, in the chat where they read the wrong words, also while staff have that
          chat. It cannot be taken back.
        </p>
      </ConfirmDialog>
    </>
  );
}

function NotWritten({ edit }: { edit: string }) {
  return (
    <Notice tone="warn">
      <p>
        The right words are not published yet. You can tell patients at once that it was wrong, and
        send the right words here once they are published.
      </p>
      <ButtonLink href={edit}>Write the right words</ButtonLink>
    </Notice>
  );
}
