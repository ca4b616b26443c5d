import { opened } from '../parts/opened.ts';

/** The search over everything. */
export const searchOpen = opened();
