import type { Role } from '../../domain/staff.ts';

/** `idle`: nobody did anything for long; `long`: its time was over; `ended`: by a person, or with a new password. */
export type SignedOutBecause = 'idle' | 'long' | 'ended';

/** When and why a session ends, unless somebody does something before. A stretch and no moment: clocks differ. */
export type SessionEnd = { inMs: number; because: 'idle' | 'long' };

export type SessionView = {
  staff: {
    id: string;
    login: string;
    firstName: string;
    role: Role;
    /** The clinic asks for a second factor, and there is none: nothing else is done before. */
    lacksSecondFactor: boolean;
  } | null;
  /** Goes into the `csrf-token` header of every POST. */
  csrfToken: string;
  installation: {
    clinicName: string;
    mode: 'demo' | 'live';
    approvals: number;
    /** After so long without a person a session ends. */
    idleMinutes: number;
  };
  /** Nobody can sign in yet: the one-time link makes the first admin. */
  setupOpen: boolean;
  ends: SessionEnd | null;
  /** Why a page that was signed in is not any more. */
  signedOutBecause: SignedOutBecause | null;
};

/** To a right name and password without the code that belongs to them. */
export type CodeNeeded = { codeNeeded: true };

export type SecondFactorView = {
  since: string | null;
  /** Codes on paper that were not used. */
  recoveryLeft: number;
  /** The clinic asks this person for one. */
  isAsked: boolean;
};

/** A key that waits for its first code. */
export type KeyOffer = {
  /** In groups of four, to be typed. */
  key: string;
  /** Opens the app on the same phone. */
  address: string;
  /** The same as a QR code: an SVG path in a box of `size` by `size`. */
  picture: { size: number; path: string };
};

/** Ten codes that are shown once. */
export type RecoveryCodes = { recoveryCodes: string[] };

export type OwnSessionView = {
  id: string;
  browser: string;
  startedAt: string;
  activeAt: string;
  isThis: boolean;
};
