import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useRoute } from 'wouter';
import { useReview } from '../api/answers.ts';
import { useIsLive } from '../api/live.ts';
import { unclaimed, useTickets } from '../api/tickets.ts';
import { Icon, type IconName } from '../parts/display/icon.tsx';
import { ROLE } from '../words.ts';
import { Arrivals } from './arrivals.tsx';
import { type SignedIn, useStaff } from './use-staff.ts';

type Place = { href: string; label: string; icon: IconName; roles: readonly SignedIn['role'][] };

const PLACES: readonly Place[] = [
  { href: '/desk', label: 'Desk', icon: 'desk', roles: ['responder', 'moderator', 'admin'] },
  { href: '/answers', label: 'Answers', icon: 'answers', roles: ['moderator', 'admin'] },
  { href: '/review', label: 'Review', icon: 'review', roles: ['moderator', 'admin'] },
  {
    href: '/corrections',
    label: 'Corrections',
    icon: 'corrections',
    roles: ['moderator', 'admin'],
  },
  { href: '/gaps', label: 'Gaps', icon: 'gaps', roles: ['moderator', 'admin'] },
  { href: '/examples', label: 'Examples', icon: 'examples', roles: ['moderator', 'admin'] },
  { href: '/figures', label: 'Figures', icon: 'figures', roles: ['moderator', 'admin'] },
  { href: '/clinic', label: 'Clinic facts', icon: 'clinic', roles: ['moderator', 'admin'] },
  { href: '/people', label: 'People', icon: 'people', roles: ['admin'] },
  { href: '/deliveries', label: 'Deliveries', icon: 'deliveries', roles: ['responder', 'admin'] },
  { href: '/audit', label: 'Audit', icon: 'audit', roles: ['admin'] },
  { href: '/settings', label: 'Settings', icon: 'settings', roles: ['admin'] },
];

/** What stands around every page: where one can go, who one is, and whether the page is up to date. */
export function Shell({ children }: { children: ReactNode }) {
  const staff = useStaff();
  const waiting = unclaimed(useTickets().data).length;
  const toReview = useReview({ isWanted: staff.role !== 'responder' }).data?.count ?? 0;
  const counts: Record<string, number> = { '/desk': waiting, '/review': toReview };
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Link href="/desk" className="brand">
          <Icon name="brand" />
          <span>Askwell</span>
          <span className="clinic">{staff.installation.clinicName}</span>
        </Link>
        {staff.installation.mode === 'demo' && <span className="demo">Demo</span>}
        <Link href="/account" className="me">
          <span className="avatar" aria-hidden="true">
            {staff.firstName.slice(0, 1)}
          </span>
          <span className="me-name">{staff.firstName}</span>
          <span className="me-role">{ROLE[staff.role]}</span>
        </Link>
      </header>
      <nav className="places" aria-label="Pages">
        {PLACES.filter(({ roles }) => roles.includes(staff.role)).map((place) => (
          <PlaceLink key={place.href} place={place} count={counts[place.href] ?? 0} />
        ))}
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        <Connection />
        {children}
      </main>
      <Arrivals />
    </div>
  );
}

function PlaceLink({ place, count }: { place: Place; count: number }) {
  const [exact] = useRoute(place.href);
  const [inside] = useRoute(`${place.href}/*`);
  const link = useRef<HTMLAnchorElement>(null);
  const isHere = exact || inside;
  useEffect(() => {
    // On a phone the row of places is longer than the screen.
    if (isHere) link.current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [isHere]);
  return (
    <Link
      ref={link}
      href={place.href}
      className="place"
      aria-current={exact ? 'page' : inside ? 'true' : undefined}
    >
      <Icon name={place.icon} />
      <span>{place.label}</span>
      {count > 0 && (
        <span className="count">
          {count}
          <span className="unseen"> waiting</span>
        </span>
      )}
    </Link>
  );
}

function Connection() {
  return useIsLive() ? null : (
    <p className="offline" role="status">
      The connection is down. This page tries again by itself and may be up to 30 seconds old.
    </p>
  );
}
