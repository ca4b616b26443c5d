/** Now, as ISO 8601 in UTC. Handed in, so that tests set the time instead of waiting for it. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
