import { Link } from 'wouter';
import type { LineView } from '../../wire/start.ts';
import { LINE, type StepId } from './start-words.ts';

/** Lines of the checklist: what is so, what is missing and why that matters. */
export function LineList({ lines, withLinks = false }: { lines: LineView[]; withLinks?: boolean }) {
  return (
    <ul className="lines">
      {lines.map((line) =>
        line.missing === null ? (
          <DoneItem key={line.id} id={line.id} />
        ) : (
          <MissingItem key={line.id} line={line} withLink={withLinks} />
        ),
      )}
    </ul>
  );
}

function DoneItem({ id }: Pick<LineView, 'id'>) {
  return (
    <li className="line ok">
      <span className="mark done" aria-hidden="true">
        ✓
      </span>
      <p className="strong">
        {LINE[id].title}
        <span className="unseen">: done</span>
      </p>
    </li>
  );
}

function MissingItem({ line, withLink }: { line: LineView; withLink: boolean }) {
  const { title, why, href, mend } = LINE[line.id];
  return (
    <li className="line">
      <span className="mark" aria-hidden="true">
        !
      </span>
      <div>
        <p className="strong">
          {title}
          <span className="unseen">: missing</span>
        </p>
        <p className="missing">{line.missing}</p>
        <p className="hint">
          {why}
          {line.safety && ' If this breaks later, the sign-off falls.'}
        </p>
        {withLink && <Link href={href}>{mend}</Link>}
      </div>
    </li>
  );
}

/** Those of one step. */
export function linesOf(step: StepId, lines: LineView[]): LineView[] {
  return lines.filter(({ id }) => LINE[id].step === step);
}
