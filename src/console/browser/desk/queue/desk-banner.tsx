import { Link } from 'wouter';
import type { DeskHealth } from '../../../wire.ts';
import { useDeskHealth } from '../../api/desk.ts';
import { Notice } from '../../parts/display/notice.tsx';
import { Ago } from '../../parts/display/time.tsx';
import { DESTINATION } from '../../words.ts';

/** What stands in the way of the desk's work, and where it is mended. Nothing while nothing does. */
export function DeskBanner() {
  const { data } = useDeskHealth();
  if (!data) return null;
  const { nobodyOnCall, deliveries } = data;
  return (
    <>
      {deliveries && <Deliveries deliveries={deliveries} />}
      {nobodyOnCall && (
        <Notice tone="warn">
          <p>
            Nobody is on call: an emergency pages everyone at once.{' '}
            <Link href="/people">Name who comes first</Link>
          </p>
        </Notice>
      )}
    </>
  );
}

function Deliveries({ deliveries }: { deliveries: NonNullable<DeskHealth['deliveries']> }) {
  const { down, dead } = deliveries;
  if (down.length === 0 && dead === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        {down.map(({ to, down: failing }) => (
          <span key={to}>
            {DESTINATION[to]} is down
            {failing && (
              <>
                {' '}
                since <Ago at={failing.since} />. {waiting(failing.waiting)}
              </>
            )}{' '}
          </span>
        ))}
        {dead > 0 && `${dead} could not be delivered. `}
        <Link href="/deliveries">See deliveries</Link>
      </p>
    </Notice>
  );
}

function waiting(count: number): string {
  return count === 0 ? '' : `${count} waiting.`;
}
