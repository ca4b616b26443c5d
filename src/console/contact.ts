import { z } from 'zod';
import { Credential, type Duties, type StaffMember } from '../domain/staff.ts';
import type { ContactView } from './wire.ts';

const LAST_PLACE = 99;

/** An empty field of a form means none. */
const orNone = <Value>(schema: z.ZodType<Value>) =>
  z.preprocess((given) => (given === '' ? null : given), schema.nullable());

const email = orNone(
  z.string().trim().toLowerCase().max(200).pipe(z.email('an address such as ana@clinic.example')),
);

/** What a person says of themselves. */
export const OwnContact = z.object({ email, away: z.boolean() });
export type OwnContact = z.infer<typeof OwnContact>;

/**
 * What an admin says of a person. The Slack member ID and the credential are theirs alone to set: whoever has the one acts
 * in Slack as this person, and whoever has the other may judge answers as a clinician. No credential given: as it was.
 */
export const Contact = OwnContact.extend({
  slackUserId: orNone(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[UW][A-Z0-9]{6,20}$/, 'a member ID such as U012AB3CD, from the Slack profile'),
  ),
  duties: z.object({
    onCall: z
      .int('a whole number, 1 is called first')
      .min(1, 'a number from 1 on, 1 is called first')
      .max(LAST_PLACE, `a number up to ${LAST_PLACE}`)
      .nullable(),
    medicalDirector: z.boolean(),
    safeguarding: z.boolean(),
  }),
  credential: orNone(Credential).optional(),
}) satisfies z.ZodType<Omit<ContactView, 'credential'>>;
export type Contact = z.infer<typeof Contact>;

export function contactView(staff: StaffMember): ContactView {
  const { email: address, slackUserId, away = false, duties = {}, credential } = staff;
  return {
    email: address ?? null,
    slackUserId: slackUserId ?? null,
    away,
    duties: {
      onCall: duties.onCall ?? null,
      medicalDirector: duties.medicalDirector ?? false,
      safeguarding: duties.safeguarding ?? false,
    },
    credential: credential ?? null,
  };
}

/** The person with this contact; a field that is not given stays as it is. */
export function withContact(member: StaffMember, contact: Partial<Contact>): StaffMember {
  const {
    email: _,
    slackUserId: __,
    duties: ___,
    away: ____,
    credential: before,
    ...rest
  } = member;
  const { email: address, slackUserId, away, duties } = { ...contactView(member), ...contact };
  const held = dutiesOf(duties);
  const credential = contact.credential === undefined ? before : contact.credential;
  return {
    ...rest,
    ...(address !== null && { email: address }),
    ...(slackUserId !== null && { slackUserId }),
    ...(held && { duties: held }),
    ...(away && { away }),
    ...(credential && { credential }),
  };
}

/** What changed, as the audit trail says it: fields and duties, no address. */
export function contactChanges(before: StaffMember, after: StaffMember): string[] {
  const [was, is] = [contactView(before), contactView(after)];
  return [
    ...(was.away === is.away ? [] : [is.away ? 'set away' : 'set back']),
    ...(was.email === is.email ? [] : ['e-mail changed']),
    ...(was.slackUserId === is.slackUserId ? [] : ['Slack member changed']),
    ...(JSON.stringify(was.duties) === JSON.stringify(is.duties) ? [] : [dutiesInWords(is.duties)]),
    ...(was.credential === is.credential ? [] : [`credential set: ${is.credential ?? 'none'}`]),
  ];
}

function dutiesOf({
  onCall,
  medicalDirector,
  safeguarding,
}: ContactView['duties']): Duties | undefined {
  if (onCall === null && !medicalDirector && !safeguarding) return undefined;
  return {
    ...(onCall !== null && { onCall }),
    ...(medicalDirector && { medicalDirector }),
    ...(safeguarding && { safeguarding }),
  };
}

function dutiesInWords({ onCall, medicalDirector, safeguarding }: ContactView['duties']): string {
  const held = [
    ...(onCall === null ? [] : [`on call at place ${onCall}`]),
    ...(medicalDirector ? ['medical director'] : []),
    ...(safeguarding ? ['safeguarding lead'] : []),
  ];
  return `duties changed: ${held.length > 0 ? held.join(', ') : 'none'}`;
}
