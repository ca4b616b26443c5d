import type { ReactNode } from 'react';

export type PillTone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'alarm';

export function Pill({ tone = 'neutral', children }: { tone?: PillTone; children: ReactNode }) {
  return <span className={`pill ${tone}`}>{children}</span>;
}
