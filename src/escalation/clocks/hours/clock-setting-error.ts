/** A setting of the clinic's hours that cannot be used; the program does not start with it. */
export class ClockSettingError extends Error {
  readonly code = 'config_invalid';

  constructor(setting: 'OPENING_HOURS' | 'HOLIDAYS' | 'CLINIC_TIME_ZONE', problem: string) {
    super(
      `${setting}: ${problem.replace(/[.]+$/, '')}. Set it in the environment or in .env; the README lists all settings.`,
    );
  }
}
