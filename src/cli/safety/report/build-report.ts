import type { Proportion } from '../../../classifier/evaluate-own.ts';
import type { Judged } from '../../judge-held-out.ts';
import type { HazardLog } from '../hazards/hazard-log.ts';
import type { HeldOutMessages, HeldOutSet } from '../held-out/read-held-out.ts';
import { type ConcernFigures, judgeConcerns } from './judge-concerns.ts';
import { type FigureName, judgeSafety, judgeSlicesOf, type Slice } from './judge-safety.ts';
import { missBound } from './miss-bound.ts';
import { POLICY_TARGETS, type Target, type Verdict, verdictOn } from './policy-targets.ts';
import type { Versions } from './versions.ts';

/** `missedAtMost` is the one-sided 95 % bound of the share that is missed; only where more is better. */
export type JudgedFigure = {
  name: FigureName;
  figure: Proportion;
  missedAtMost?: number;
  target?: Target;
  verdict?: Verdict;
};

export type SetReport = {
  messages: number;
  hash: string;
  concerns: (ConcernFigures & { missedAtMost: number })[];
  figures: JudgedFigure[];
  slices: Slice[];
};

export type SafetyReport = {
  at: string;
  versions: Versions;
  sets: Record<HeldOutSet, SetReport>;
  hazards: { hazards: number; tests: number; shownByTests: number; open: string[] };
  notShown: string[];
  /** Every target of the policy is met on the final set. It is needed for a release and does not suffice. */
  targetsMet: boolean;
};

type Input = {
  at: string;
  versions: Versions;
  sets: Record<HeldOutSet, HeldOutMessages & { judged: readonly Judged[] }>;
  log: HazardLog;
};

export function buildReport({ at, versions, sets, log }: Input): SafetyReport {
  const final = reportOf(sets.final);
  return {
    at,
    versions,
    sets: { working: reportOf(sets.working), final },
    hazards: {
      hazards: log.hazards.length,
      tests: new Set(log.hazards.flatMap(({ tests }) => tests)).size,
      shownByTests: log.hazards.filter(({ tests }) => tests.length > 0).length,
      open: log.hazards.filter(({ open }) => open).map(({ id }) => id),
    },
    notShown: [...missing(final, versions), ...log.notShown],
    targetsMet: final.figures.every(({ verdict }) => verdict === undefined || verdict === 'met'),
  };
}

function reportOf({
  messages,
  hash,
  judged,
}: HeldOutMessages & { judged: readonly Judged[] }): SetReport {
  const figures = judgeSafety(judged);
  return {
    messages: messages.length,
    hash,
    concerns: judgeConcerns(judged).map((one) => ({ ...one, missedAtMost: bound(one.recognised) })),
    figures: Object.entries(figures).map(([name, figure]) =>
      judgedFigure(name as FigureName, figure),
    ),
    slices: judgeSlicesOf(judged),
  };
}

function judgedFigure(name: FigureName, figure: Proportion): JudgedFigure {
  const target = POLICY_TARGETS[name];
  const moreIsBetter = !/^false |^out of scope/.test(name);
  return {
    name,
    figure,
    ...(moreIsBetter && { missedAtMost: bound(figure) }),
    ...(target && { target, verdict: verdictOn(figure, target) }),
  };
}

function bound({ count, of }: Proportion): number {
  return missBound(of - count, of);
}

/** What these very figures lack, before what is never shown by figures. */
function missing(final: SetReport, { answers }: Versions): string[] {
  return [
    ...(final.messages === 0
      ? ['The final set has no message yet: no figure here is of messages that nobody worked with.']
      : []),
    ...(answers.approved < answers.published
      ? [
          `${answers.published - answers.approved} of ${answers.published} published answers are samples that nobody approved.`,
        ]
      : []),
  ];
}
