import { opened } from '../parts/opened.ts';

/** The list of keys. */
export const helpOpen = opened();
