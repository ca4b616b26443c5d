import type { StaffMember } from '../../domain/staff.ts';

/** Whom the clinic asks for a second factor; everybody else may have one. */
export type WhoMust = 'optional' | 'admins' | 'everyone';

export function isAsked({ role }: Pick<StaffMember, 'role'>, who: WhoMust): boolean {
  return who === 'everyone' || (who === 'admins' && role === 'admin');
}

/** Has to set one up before anything else is done. */
export function lacksOne(staff: Pick<StaffMember, 'role' | 'secondFactor'>, who: WhoMust): boolean {
  return isAsked(staff, who) && staff.secondFactor === undefined;
}
