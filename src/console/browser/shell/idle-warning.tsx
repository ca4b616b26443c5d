import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { useStillHere } from '../api/still-here.ts';
import { Button } from '../parts/controls/button.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { useNow } from '../parts/display/time.tsx';
import { useStaff } from '../parts/use-staff.ts';
import { DRAFTS_ARE_KEPT, idleFor } from '../words.ts';

const WARNED_BEFORE_MS = 2 * 60_000;

/** Says that the session is about to end while there is time to stay, or to finish. */
export function IdleWarning() {
  const { idleMinutes } = useStaff().installation;
  const { ending, stay } = useStillHere(idleMinutes);
  const client = useQueryClient();
  const now = useNow();
  const [seen, setSeen] = useState(0);
  const isClose = ending !== undefined && ending.at - now < WARNED_BEFORE_MS;
  // Another window may have been used: what the server says counts.
  useEffect(() => {
    if (isClose)
      client.invalidateQueries({ queryKey: sessionQuery.queryKey }).catch(() => undefined);
  }, [isClose, client]);
  if (!ending) return null;
  const close = () => {
    setSeen(ending.at);
    stay();
  };
  const isIdle = ending.because === 'idle';
  return (
    <Dialog
      title={isIdle ? 'Are you still there?' : 'You are signed out soon'}
      isOpen={isClose && Math.abs(seen - ending.at) > WARNED_BEFORE_MS}
      onClose={close}
    >
      <p>
        {isIdle
          ? `Nobody has done anything here for almost ${idleFor(idleMinutes)}, so you are signed out in a moment.`
          : 'You signed in almost 12 hours ago, so you are signed out in a moment. Sign in again to go on.'}{' '}
        {DRAFTS_ARE_KEPT}
      </p>
      <div className="actions end">
        <Button look="primary" autoFocus onPress={close}>
          {isIdle ? 'Stay signed in' : 'All right'}
        </Button>
      </div>
    </Dialog>
  );
}
