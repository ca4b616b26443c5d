/** `fail`: patients or staff are not served as they should be. `warn`: it works, and somebody should look. */
type Level = 'ok' | 'warn' | 'fail';

/** One line of `askwell doctor`. No field ever holds a secret or a patient's words. */
export type Finding = {
  /** Stays the same from release to release, for scripts: `store.space`. */
  id: string;
  level: Level;
  /** What was found, in words. */
  found: string;
  /** What to do about it; absent where there is nothing to do. */
  todo?: string;
};

export const good = (id: string, found: string): Finding => ({ id, level: 'ok', found });

export const doubtful = (id: string, found: string, todo: string): Finding => ({
  id,
  level: 'warn',
  found,
  todo,
});

export const bad = (id: string, found: string, todo: string): Finding => ({
  id,
  level: 'fail',
  found,
  todo,
});
