import { createContext, use } from 'react';
import type { SessionView } from '../../wire/session.ts';

export type SignedIn = NonNullable<SessionView['staff']> & Pick<SessionView, 'installation'>;

export const StaffContext = createContext<SignedIn | undefined>(undefined);

/** Who reads this page. Only for pages of people who are signed in. */
export function useStaff(): SignedIn {
  const staff = use(StaffContext);
  if (!staff) throw new Error('useStaff was used outside of the pages of staff');
  return staff;
}

/** May claim tickets and write to patients. */
export function worksAtDesk({ role }: SignedIn): boolean {
  return role !== 'moderator';
}
