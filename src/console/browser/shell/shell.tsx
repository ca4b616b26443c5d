import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReview } from '../api/answers.ts';
import { useIsLive } from '../api/live.ts';
import { useDeskNow } from '../api/tickets.ts';
import { ShortcutDialog } from '../keys/shortcut-help.tsx';
import { Icon } from '../parts/display/icon.tsx';
import { useStaff } from '../parts/use-staff.ts';
import { SearchEverywhere } from '../search/search-everywhere.tsx';
import { StandingBanner } from '../start/standing-banner.tsx';
import { UndoBar } from '../undo/undo-bar.tsx';
import { ROLE } from '../words.ts';
import { Arrivals } from './arrivals.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { PlaceNav } from './place-nav.tsx';

/** What stands around every page: where one can go, who one is, and whether the page is up to date. */
export function Shell({ children }: { children: ReactNode }) {
  const staff = useStaff();
  const waiting = useDeskNow().data?.unclaimed ?? 0;
  const toReview = useReview({ isWanted: staff.role !== 'responder' }).data?.count ?? 0;
  const counts: Record<string, number> = { '/desk': waiting, '/review': toReview };
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Link href="/overview" className="brand">
          <Icon name="brand" />
          <span>Askwell</span>
          <span className="clinic">{staff.installation.clinicName}</span>
        </Link>
        {staff.installation.mode === 'demo' && <span className="demo">Demo</span>}
        <SearchEverywhere />
        <a className="help" href={`/help/${staff.role}s/`} target="_blank" rel="noreferrer">
          Help
        </a>
        <Link href="/account" className="me">
          <span className="avatar" aria-hidden="true">
            {staff.firstName.slice(0, 1)}
          </span>
          <span className="me-name">{staff.firstName}</span>
          <span className="me-role">{ROLE[staff.role]}</span>
        </Link>
      </header>
      <PlaceNav counts={counts} />
      <main id="main" className="main" tabIndex={-1}>
        <Connection />
        <StandingBanner />
        {children}
      </main>
      <Arrivals />
      <UndoBar />
      <IdleWarning />
      <ShortcutDialog />
    </div>
  );
}

function Connection() {
  return useIsLive() ? null : (
    <p className="offline" role="status">
      The connection is down. This page tries again by itself and may be up to 30 seconds old.
    </p>
  );
}
