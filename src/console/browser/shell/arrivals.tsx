import { useEffect, useRef, useState } from 'react';
import { REASON, URGENCY } from '../../ticket-words.ts';
import type { DeskNowView } from '../../wire.ts';
import { useDeskNow } from '../api/tickets.ts';
import { useStaff, worksAtDesk } from '../parts/use-staff.ts';
import { useAlarm } from '../sound/use-alarm.ts';
import { useFavicon } from './use-favicon.ts';

type Arrival = DeskNowView['newest'][number];

/** The clocks of two servers, and two tickets of one moment: what came this little before the last one may be news. */
const SLACK_MS = 60_000;

/** Says aloud, to people who do not see the page, that a ticket has come; sounds and shows a dot for urgent ones. */
export function Arrivals() {
  const { data } = useDeskNow();
  const works = worksAtDesk(useStaff());
  const fresh = useFresh(data?.newest);
  const gravest = data?.gravest ?? null;
  useAlarm({ isEmergency: works && gravest === 'emergency', fresh: works ? fresh : NONE });
  useFavicon(gravest !== null && gravest !== 'routine');
  return (
    <p className="unseen" aria-live="assertive">
      {fresh.map(announcement).join(' ')}
    </p>
  );
}

const NONE: Arrival[] = [];

/** Those that came since the page last looked. The first look is no news. */
function useFresh(newest: Arrival[] | undefined): Arrival[] {
  const seen = useRef<{ until: number; numbers: Set<number> }>(undefined);
  const [fresh, setFresh] = useState(NONE);
  useEffect(() => {
    if (!newest) return;
    const before = seen.current;
    const came = before ? newest.filter((one) => isNews(one, before)) : NONE;
    seen.current = {
      until: Math.max(before?.until ?? 0, ...newest.map(({ since }) => Date.parse(since))),
      numbers: new Set(newest.map(({ number }) => number)),
    };
    if (came.length > 0) setFresh(came);
  }, [newest]);
  return fresh;
}

/** The list is of the newest alone: an older one moves up when a newer one is claimed, and is no news. */
function isNews(
  { number, since }: Arrival,
  { until, numbers }: { until: number; numbers: Set<number> },
): boolean {
  return !numbers.has(number) && Date.parse(since) >= until - SLACK_MS;
}

function announcement({ number, urgency, reason }: Arrival): string {
  return `New ticket ${number}: ${REASON[reason]}, ${URGENCY[urgency]}.`;
}
