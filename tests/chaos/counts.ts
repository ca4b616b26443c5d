/** What a run did, printed at its end. */
export type Counts = {
  conversations: number;
  patientMessages: number;
  duplicates: number;
  outOfOrder: number;
  edits: number;
  presses: number;
  rateLimits: number;
  lostAnswers: number;
  droppedCalls: number;
  refusedCalls: number;
  slowCalls: number;
  outages: number;
  kills: number;
  staffDeeds: number;
  staffMessages: number;
};

export const noCounts = (): Counts => ({
  conversations: 0,
  patientMessages: 0,
  duplicates: 0,
  outOfOrder: 0,
  edits: 0,
  presses: 0,
  rateLimits: 0,
  lostAnswers: 0,
  droppedCalls: 0,
  refusedCalls: 0,
  slowCalls: 0,
  outages: 0,
  kills: 0,
  staffDeeds: 0,
  staffMessages: 0,
});
