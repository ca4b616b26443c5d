import type { Locator, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

export type Size = { width: number; height: number };

/** One picture of the help: where it is taken, and how the page comes to that moment. */
export type Scene = {
  /** Of the file, without look and ending. */
  name: string;
  sizes: { wide?: Size; phone?: Size };
  /** Taken in the dark as well: what people look at by night. The others would double the bytes for little. */
  dark?: true;
  show(stage: Stage): Promise<Page>;
  /** What must be seen, whatever the size: brought to the upper edge. */
  lead?: (page: Page) => Locator;
};

const WIDE: Size = { width: 1280, height: 860 };
const PHONE: Size = { width: 360, height: 740 };
export const WIDE_ONLY = { wide: WIDE };
export const BOTH = { wide: WIDE, phone: PHONE };
