import '../styles/start.css';
import { Link, useRoute } from 'wouter';
import type { StandingView } from '../../wire/start.ts';
import { useStanding } from '../api/start.ts';
import { Notice } from '../parts/display/notice.tsx';
import { useStaff } from '../parts/use-staff.ts';

/** Where a moderator has a step of the first run to take. */
const TEXTS = /^\/(?:answers|review)(?:\/|$)/;

/** On top of every page until the first run is signed, and loudly when a sign-off has fallen. */
export function StandingBanner() {
  const { role } = useStaff();
  const { data } = useStanding();
  const [onStart] = useRoute('/start/*?');
  const [onTexts] = useRoute(TEXTS);
  if (!data || data.standing === 'stands') return null;
  if (data.standing === 'fallen') return <Fallen standing={data} />;
  if (data.mode === 'live') return <NothingServed isAdmin={role === 'admin'} />;
  if (role === 'responder' || onStart) return null;
  if (role === 'moderator' && !onTexts) return null;
  return (
    <p className="first-run-line">
      <span>
        <strong>First run:</strong> {data.done} of {data.of} points are done.
      </span>
      <Link href="/start">Go on</Link>
    </p>
  );
}

function Fallen({ standing: { mode, broken } }: { standing: StandingView }) {
  const { role } = useStaff();
  return (
    <Notice tone="danger">
      <div>
        <p className="strong">The go-live sign-off has fallen.</p>
        <ul>
          {broken.map(({ id, missing }) => (
            <li key={id}>{missing}</li>
          ))}
        </ul>
        <p>
          {mode === 'live' &&
            'Answers and safety texts still go out. A person may not be reached. '}
          {role === 'admin' ? (
            <Link href="/start/checklist">Mend it now</Link>
          ) : (
            'Tell an admin at once.'
          )}
        </p>
      </div>
    </Notice>
  );
}

function NothingServed({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Notice tone="danger">
      <p>
        <span className="strong">No answer is sent yet:</span> nobody has signed that this clinic
        may go live. Safety texts and tickets work, and every question goes to staff.{' '}
        {isAdmin ? <Link href="/start">Finish the first run</Link> : 'Ask an admin to sign.'}
      </p>
    </Notice>
  );
}
