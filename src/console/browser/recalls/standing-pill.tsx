import type { WithdrawnView } from '../../wire/recalls.ts';
import { useReceivers } from '../api/recalls.ts';
import { Pill, type PillTone } from '../parts/display/pill.tsx';

/** How far it has come, in a word. */
export function StandingPill({ withdrawn }: { withdrawn: WithdrawnView }) {
  const { data } = useReceivers(withdrawn);
  const isUnread = data?.state === 'counted' && data.conversations === 0;
  const { tone, label } = standingOf(withdrawn, isUnread);
  return <Pill tone={tone}>{label}</Pill>;
}

type Standing = { tone: PillTone; label: string };

function standingOf({ rounds, forStaff }: WithdrawnView, isUnread: boolean): Standing {
  if (forStaff) return { tone: 'neutral', label: 'A text for staff' };
  const last = rounds.at(-1);
  if (!last && isUnread) return { tone: 'neutral', label: 'Nobody read it' };
  if (!last) return { tone: 'danger', label: 'Nobody was told' };
  if (!last.done) return { tone: 'accent', label: 'Being told' };
  if (last.words === 'notice') return { tone: 'warn', label: 'Told that it was wrong' };
  return { tone: 'ok', label: 'Corrected' };
}
