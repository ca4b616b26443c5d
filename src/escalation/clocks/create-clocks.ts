import type { Instant } from '../../domain/ids.ts';
import { createOpeningHours, type OpeningHours } from './hours/opening-hours.ts';
import { type TargetSettings, type Targets, targetsOf } from './targets.ts';

/** What time is reckoned by at the desk: the hours with staff, and how long each kind of ticket may wait. */
export type Clocks = OpeningHours & { targets: Targets };

type Settings = TargetSettings & {
  CLINIC_TIME_ZONE: string;
  OPENING_HOURS: string;
  HOLIDAYS?: string | undefined;
};

/** Throws an error that names the setting when hours, holidays or zone cannot be used. `at`: now. */
export function createClocks(settings: Settings, at: Instant = new Date().toISOString()): Clocks {
  const hours = createOpeningHours(
    {
      timeZone: settings.CLINIC_TIME_ZONE,
      openingHours: settings.OPENING_HOURS,
      holidays: settings.HOLIDAYS,
    },
    at,
  );
  return { ...hours, targets: targetsOf(settings) };
}
