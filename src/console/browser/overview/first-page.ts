import { remembered } from '../parts/remembered.ts';

/** Whether the console opens on the desk instead of the overview, in this browser. */
export const startsAtDesk = remembered('starts-at-desk', false);
