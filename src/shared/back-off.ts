export type BackOff = {
  firstRetryMs: number;
  longestRetryMs: number;
  /** 0 up to 1, so that many retries do not fall on one moment. */
  random(): number;
};

/** How long to wait after so many failures in a row: doubled each time up to the longest, the upper half by chance. */
export function backOffMs(failures: number, { firstRetryMs, longestRetryMs, random }: BackOff) {
  const full = Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
  return Math.round(full / 2 + (random() * full) / 2);
}
