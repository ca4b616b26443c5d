import type { ReactNode } from 'react';

/** What a page says when it has nothing to show: why, and what comes next. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}
