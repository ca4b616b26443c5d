import { StaffMember } from '../../domain/staff.ts';
import { parserOf } from './parser-of.ts';

/** Throws a `StoreError` that quotes nothing of the text. Both numbers have one shape, so nothing is brought up to date. */
export const parseStaff = parserOf<StaffMember>(StaffMember, { newest: 2 });
