import { z } from 'zod';
import { Instant, StaffId } from './ids.ts';

export const Role = z.enum(['responder', 'moderator', 'admin']);
export type Role = z.infer<typeof Role>;

/** What lets a person judge an answer clinically; an admin who has seen the proof sets it. */
export const Credential = z.enum(['physician', 'nurse', 'pharmacist', 'other_clinician']);
export type Credential = z.infer<typeof Credential>;

/** Whom a page calls, and after whom. */
export const Duties = z.object({
  /** Place in the on-call order: 1 is called first. */
  onCall: z.number().int().positive().optional(),
  /** Called when the on-call people did not come. */
  medicalDirector: z.boolean().optional(),
  /** Called first about abuse. */
  safeguarding: z.boolean().optional(),
});
export type Duties = z.infer<typeof Duties>;

/** What a person has besides their password: an app that shows codes, and codes on paper for when it is lost. */
export const SecondFactor = z.object({
  /** What the person's app makes its codes from, in base32 of RFC 4648. */
  key: z.string(),
  since: Instant,
  /** Of the last code that was taken, counted in 30 seconds since 1970. None of it or before is taken again. */
  lastStep: z.number().int(),
  /** Each opens once; a hash goes with its use. */
  recovery: z.object({ salt: z.string(), hashes: z.array(z.string()) }),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

/** One browser in which somebody is signed in. */
export const StaffSession = z.object({
  id: z.string(),
  /** It is over when the person's own is another. */
  epoch: z.number().int(),
  startedAt: Instant,
  /** When somebody was last seen to do something, give or take some minutes. */
  activeAt: Instant,
  /** Such as `Firefox on Windows`. */
  browser: z.string(),
});
export type StaffSession = z.infer<typeof StaffSession>;

/** Someone who signs in. */
export const StaffMember = z.object({
  /** 2 from the first step towards a second factor on: an older Askwell would drop it, so it must not read it. */
  schema: z.union([z.literal(1), z.literal(2)]),
  id: StaffId,
  /** What they sign in with. */
  login: z.string().trim().toLowerCase().min(2).max(100),
  /** All that a patient learns of their name. */
  firstName: z.string().trim().min(1).max(40),
  role: Role,
  /** Without one, nobody's approval of an answer is a clinical one. */
  credential: Credential.optional(),
  passwordHash: z.string(),
  /** Their user id in the connected Slack workspace. */
  slackUserId: z.string().optional(),
  /** Where pages reach them. */
  email: z.email().optional(),
  duties: Duties.optional(),
  /** Not paged until they are back; an emergency that nobody else takes still is. */
  away: z.boolean().optional(),
  disabled: z.boolean(),
  /** Raised to end every session of this person. */
  sessionEpoch: z.number().int(),
  failedSignIns: z.number().int(),
  lockedUntil: Instant.optional(),
  sessions: z.array(StaffSession).optional(),
  secondFactor: SecondFactor.optional(),
  /** Was shown, and waits for a first code that fits. */
  offeredKey: z.object({ key: z.string(), at: Instant }).optional(),
  createdAt: Instant,
});
export type StaffMember = z.infer<typeof StaffMember>;

/** How a staff member signs what a patient reads. */
export const Signature = z.object({ id: StaffId, firstName: z.string(), role: Role });
export type Signature = z.infer<typeof Signature>;
