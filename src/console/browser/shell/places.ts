import type { IconName } from '../parts/display/icon.tsx';
import type { SignedIn } from '../parts/use-staff.ts';

type Role = SignedIn['role'];

export type Place = { href: string; label: string; icon: IconName; roles: readonly Role[] };
export type PlaceGroup = { title: string; places: readonly Place[] };

const ALL: readonly Role[] = ['responder', 'moderator', 'admin'];
const DESK: readonly Role[] = ['responder', 'admin'];
const TEXTS: readonly Role[] = ['moderator', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

/** Every page that one goes to from the menu, by what it is for. */
const GROUPS: readonly PlaceGroup[] = [
  {
    title: 'Work',
    places: [
      { href: '/overview', label: 'Overview', icon: 'overview', roles: ALL },
      { href: '/desk', label: 'Desk', icon: 'desk', roles: ALL },
      { href: '/deliveries', label: 'Deliveries', icon: 'deliveries', roles: DESK },
    ],
  },
  {
    title: 'Texts',
    places: [
      { href: '/answers', label: 'Answers', icon: 'answers', roles: TEXTS },
      { href: '/review', label: 'Review', icon: 'review', roles: TEXTS },
      { href: '/gaps', label: 'Gaps', icon: 'gaps', roles: TEXTS },
      { href: '/examples', label: 'Examples', icon: 'examples', roles: TEXTS },
      { href: '/corrections', label: 'Corrections', icon: 'corrections', roles: TEXTS },
    ],
  },
  {
    title: 'Clinic',
    places: [
      { href: '/figures', label: 'Figures', icon: 'figures', roles: TEXTS },
      { href: '/clinic', label: 'Clinic facts', icon: 'clinic', roles: TEXTS },
      { href: '/people', label: 'People', icon: 'people', roles: ADMINS },
      { href: '/audit', label: 'Audit', icon: 'audit', roles: ADMINS },
      { href: '/settings', label: 'Settings', icon: 'settings', roles: ADMINS },
    ],
  },
];

/** What stays in the bar of a phone where not all of it fits. */
const IN_BAR = ['/overview', '/desk', '/answers', '/review'];
const FITS = 5;

/** The places of this role; groups with none are left out. */
export function groupsFor(role: Role): PlaceGroup[] {
  return GROUPS.map(({ title, places }) => ({
    title,
    places: places.filter(({ roles }) => roles.includes(role)),
  })).filter(({ places }) => places.length > 0);
}

/** Places that a phone shows behind "More". */
export function beyondBar(groups: readonly PlaceGroup[]): Set<string> {
  const all = groups.flatMap(({ places }) => places.map(({ href }) => href));
  return new Set(all.length <= FITS ? [] : all.filter((href) => !IN_BAR.includes(href)));
}
