import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useDeskNow } from '../../api/tickets.ts';

type Props = {
  title: string;
  back?: { href: string; label: string };
  /** Pills and facts beside or under the title. */
  children?: ReactNode;
  actions?: ReactNode;
};

/** Where the focus goes when what had it is gone. */
export const TITLE_ID = 'page-title';

const visit = { first: true };

/** The heading of a page. It takes the focus when the page changes, so that a screen reader says where one is. */
export function PageHeader({ title, back, children, actions }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const waiting = useDeskNow().data?.unclaimed ?? 0;
  useEffect(() => {
    if (!visit.first) heading.current?.focus();
    visit.first = false;
  }, []);
  return (
    <header className="page-header">
      <title>{`${waiting > 0 ? `(${waiting}) ` : ''}${title} – Askwell`}</title>
      {back && (
        <Link href={back.href} className="back">
          <span aria-hidden="true">←</span> {back.label}
        </Link>
      )}
      <div className="page-title">
        <h1 id={TITLE_ID} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children && <div className="page-facts">{children}</div>}
    </header>
  );
}
