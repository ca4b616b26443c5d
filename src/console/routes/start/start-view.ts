import type { FirstRunState } from '../../../conversation/first-run/create-first-run.ts';
import { checklistOf, SAFETY_LINES, standingOf } from '../../../domain/checklist.ts';
import type { StaffId } from '../../../domain/ids.ts';
import type { DoneView, StartView } from '../../wire/start.ts';
import type { PersonNames } from '../person-names.ts';

type Shown = { mode: StartView['mode']; names: PersonNames };

export function startView(state: FirstRunState, { mode, names }: Shown): StartView {
  const { facts, week, answers } = state;
  const { settings, people, progress } = facts;
  const { hoursRead, phoneCalled, pagesTried, signOff } = progress;
  const standing = standingOf(facts);
  const done = (one: { by: StaffId; at: string }, still: boolean): DoneView => ({
    by: names.of(one.by),
    at: one.at,
    still,
  });
  return {
    mode,
    approvals: settings.approvals,
    lines: checklistOf(facts).map(({ id, missing = null }) => ({
      id,
      missing,
      safety: SAFETY_LINES.includes(id),
    })),
    standing: standing.kind,
    broken: standing.kind === 'fallen' ? standing.broken : [],
    signOff: signOff ? { firstName: signOff.firstName, at: signOff.at } : null,
    hours: {
      setting: settings.hours,
      ...week,
      read: hoursRead ? done(hoursRead, hoursRead.hours === settings.hours) : null,
    },
    phone: {
      number: settings.phone24 ?? null,
      called: phoneCalled ? done(phoneCalled, phoneCalled.phone24 === settings.phone24) : null,
    },
    people,
    channels: {
      ways: [...settings.ways],
      address: settings.address,
      tried: pagesTried
        ? {
            ...done(pagesTried, pagesTried.settings === settings.waysHash),
            accepted: pagesTried.accepted,
          }
        : null,
    },
    answers: answers.map(({ id, locale, title, forStaff, state: reviewed }) => ({
      id,
      locale,
      title,
      forStaff,
      state: reviewed,
    })),
    trial: trialView(progress, names),
  };
}

function trialView(
  { trial }: FirstRunState['facts']['progress'],
  names: PersonNames,
): StartView['trial'] {
  if (!trial) return { open: false, last: null };
  const { by, at, turns, tickets, conversation } = trial;
  const last = turns > 0 ? { by: names.of(by), at, turns, tickets } : null;
  return { open: conversation !== undefined, last };
}
