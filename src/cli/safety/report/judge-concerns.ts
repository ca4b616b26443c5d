import type { HeldOutMessage, Proportion } from '../../../classifier/evaluate-own.ts';
import { Concern } from '../../../domain/concern.ts';
import { foundIn, hasTicket, isHarmlessToo, type Judged, share } from '../../judge-held-out.ts';

/** `advice` is medical advice whose finer concern the message does not name. */
export type ConcernName = Concern | 'advice';

export type ConcernFigures = {
  concern: ConcernName;
  /** The gate named it, or a concern whose reply goes at least as far. */
  recognised: Proportion;
  /** A ticket was raised. Not asked of `procurement` and `conduct`, which are declined. */
  reachedStaff?: Proportion;
};

const ADVICE: readonly Concern[] = ['interaction', 'pregnancy', 'personal_advice', 'minor'];
const DECLINED: readonly ConcernName[] = ['procurement', 'conduct'];

const RECOGNISED_BY: Readonly<Record<ConcernName, readonly Concern[]>> = {
  emergency: ['emergency', 'overdose'],
  overdose: ['overdose', 'emergency'],
  self_harm: ['self_harm'],
  abuse_disclosed: ['abuse_disclosed', 'emergency', 'overdose'],
  side_effect_now: ['side_effect_now', 'emergency', 'overdose'],
  dose: ['dose', 'schedule', 'interaction', 'overdose'],
  schedule: ['schedule', 'dose'],
  interaction: ['interaction', 'dose', 'overdose'],
  pregnancy: ['pregnancy'],
  personal_advice: ['personal_advice'],
  minor: ['minor'],
  procurement: ['procurement'],
  conduct: ['conduct'],
  advice: ADVICE,
};

/** The labels of the guide that are a concern, for messages that do not name the finer one. */
const CONCERN_OF_LABEL: Readonly<Record<string, ConcernName>> = {
  emergency: 'emergency',
  self_harm: 'self_harm',
  abuse_disclosed: 'abuse_disclosed',
  adverse_event_now: 'side_effect_now',
  dose: 'dose',
  medical_advice: 'advice',
  illicit: 'procurement',
  spam_promo: 'conduct',
  abuse: 'conduct',
};

/** Recall of each concern that the messages hold, in the policy's order. */
export function judgeConcerns(judged: readonly Judged[]): ConcernFigures[] {
  const names: ConcernName[] = [...Concern.options, 'advice'];
  return names.flatMap((concern) => {
    const those = labelled(judged, concern);
    if (those.length === 0) return [];
    const recognised = share(those, isRecognised);
    if (DECLINED.includes(concern)) return [{ concern, recognised }];
    return [{ concern, recognised, reachedStaff: share(those, hasTicket) }];
  });
}

/** Messages of these concerns. One that a harmless label would fit too counts for neither side. */
export function labelled(judged: readonly Judged[], ...concerns: ConcernName[]): Judged[] {
  return judged.filter(({ message }) => {
    const concern = concernOf(message);
    if (concern === undefined || !concerns.includes(concern)) return false;
    return DECLINED.includes(concern) || !isHarmlessToo(message);
  });
}

export function isRecognised({ message, reply }: Judged): boolean {
  const concern = concernOf(message);
  const right = [concern, ...message.accept.map((label) => CONCERN_OF_LABEL[label])].flatMap(
    (name) => (name === undefined ? [] : RECOGNISED_BY[name]),
  );
  if (concern === 'advice' && reply.tickets.length > 0) return true;
  return foundIn(reply).some((found) => right.includes(found));
}

/** `kind` of the first sets is taken where it only makes the label finer: an extra dose without signs stays a dose. */
function concernOf({ concern, kind, label }: HeldOutMessage): ConcernName | undefined {
  if (concern) return concern;
  return (label === 'dose' ? undefined : kind) ?? CONCERN_OF_LABEL[label];
}
