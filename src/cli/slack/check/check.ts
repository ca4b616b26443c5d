/** One line of `askwell slack check`. No field ever holds a secret. */
export type Check = {
  what: string;
  ok: boolean;
  /** What was found, in words. */
  found: string;
  /** What to do about it, as commands and clicks; absent where there is nothing to do. */
  todo?: string;
};

export const passed = (what: string, found: string): Check => ({ what, ok: true, found });

export const missing = (what: string, found: string, todo: string): Check => ({
  what,
  ok: false,
  found,
  todo,
});
