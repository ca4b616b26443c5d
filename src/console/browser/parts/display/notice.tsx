import type { ReactNode } from 'react';

type Tone = 'info' | 'ok' | 'warn' | 'danger';

export function Notice({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What went wrong and what to do; nothing while nothing is wrong. */
export function ProblemNotice({ problem }: { problem: Error | null }) {
  return problem ? <Notice tone="danger">{problem.message}</Notice> : null;
}
