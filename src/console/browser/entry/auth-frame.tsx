import type { ReactNode } from 'react';
import type { SessionView } from '../../wire/session.ts';
import { Icon } from '../parts/display/icon.tsx';

export function AuthFrame({
  installation,
  children,
}: {
  installation: SessionView['installation'];
  children: ReactNode;
}) {
  return (
    <main className="entry">
      <div className="entry-card">
        <p className="entry-brand">
          <Icon name="brand" />
          <span>
            Askwell <span className="muted">for staff of {installation.clinicName}</span>
          </span>
        </p>
        {children}
      </div>
      <p className="entry-foot">
        Looking for the chat? <a href="/">Patients ask here.</a>
      </p>
    </main>
  );
}
