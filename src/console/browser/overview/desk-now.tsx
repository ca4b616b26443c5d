import { Link } from 'wouter';
import type { DeskNowView } from '../../wire.ts';
import { useNow } from '../parts/display/time.tsx';

type Props = { desk: DeskNowView };

/** The desk in four figures, for everyone. "Today" is the reader's. */
export function DeskNow({ desk: { figures, resolvedAt, resolvedMore } }: Props) {
  const today = new Date(useNow()).toDateString();
  const done = resolvedAt.filter((at) => new Date(at).toDateString() === today).length;
  const more = resolvedMore && done > 0 && done === resolvedAt.length ? '+' : '';
  return (
    <section className="section" aria-label="The desk now">
      <h2>The desk now</h2>
      <dl className="standing">
        <Figure name="Need someone" value={figures.needSomeone} href="/desk" />
        <Figure name="In hand" value={figures.inHand} href="/desk" />
        <Figure name="Overdue" value={figures.overdue} href="/desk?show=overdue" />
        <Figure name="Resolved today" value={`${done}${more}`} href="/desk" />
      </dl>
    </section>
  );
}

function Figure({ name, value, href }: { name: string; value: number | string; href: string }) {
  return (
    <div className="standing-figure">
      <dt>
        <Link href={href}>{name}</Link>
      </dt>
      <dd>{value.toLocaleString()}</dd>
    </div>
  );
}
