type Key = {
  /** What the key is called by the browser; several do the same. */
  keys: readonly string[];
  does: string;
  /** The browser does it by itself: nothing is listened for. */
  byItself?: true;
};
type Place = { title: string; keys: Record<string, Key> };

/** Every single key of the console, by where it works. The pages listen by this list, and "?" shows it. */
export const KEYS = {
  everywhere: {
    title: 'Everywhere',
    keys: {
      search: { keys: ['/'], does: 'Search: the page’s own, or over everything' },
      searchAll: { keys: ['Ctrl k'], does: 'Search over everything', byItself: true },
      undo: { keys: ['z'], does: 'Undo what was just done' },
      help: { keys: ['?'], does: 'This list' },
    },
  },
  queue: {
    title: 'In the queue',
    keys: {
      next: { keys: ['j', 'ArrowDown'], does: 'Next ticket' },
      before: { keys: ['k', 'ArrowUp'], does: 'Ticket before' },
      open: { keys: ['Enter'], does: 'Open it', byItself: true },
    },
  },
  ticket: {
    title: 'On a ticket',
    keys: {
      claim: { keys: ['c'], does: 'Claim' },
      write: { keys: ['r'], does: 'Write to the patient' },
      send: { keys: ['Ctrl Enter'], does: 'Send what you wrote', byItself: true },
      note: { keys: ['n'], does: 'Add a note' },
      resolve: { keys: ['e'], does: 'Resolve' },
      back: { keys: ['u'], does: 'Back to the queue' },
    },
  },
  review: {
    title: 'In the review queue',
    keys: {
      next: { keys: ['j', 'ArrowDown'], does: 'Next one' },
      before: { keys: ['k', 'ArrowUp'], does: 'One before' },
      open: { keys: ['Enter'], does: 'Open it, or close it', byItself: true },
      approve: { keys: ['a'], does: 'To the press that approves it' },
    },
  },
  firstReview: {
    title: 'First run, review of the answers',
    keys: {
      approve: { keys: ['a'], does: 'Approve' },
      leave: { keys: ['s'], does: 'Leave to staff' },
      change: { keys: ['e'], does: 'Change the text' },
      next: { keys: ['j'], does: 'Next' },
      before: { keys: ['k'], does: 'Before' },
    },
  },
  editor: {
    title: 'While you write an answer',
    keys: {
      bold: { keys: ['Ctrl b'], does: 'Bold', byItself: true },
      italic: { keys: ['Ctrl i'], does: 'Italics', byItself: true },
      link: { keys: ['Ctrl k'], does: 'Link', byItself: true },
    },
  },
  overview: {
    title: 'On the overview',
    keys: { desk: { keys: ['d'], does: 'To the desk' } },
  },
} as const satisfies Record<string, Place>;

export type KeyPlace = keyof typeof KEYS;
type Listened<Keys> = {
  [Name in keyof Keys]: Keys[Name] extends { byItself: true } ? never : Name;
}[keyof Keys];

/**
 * What each key of a place does; it is told which of the keys it was. `false`: nothing, so the browser does what it does by
 * itself.
 */
export type Deeds<Where extends KeyPlace> = Record<
  Listened<(typeof KEYS)[Where]['keys']>,
  (key: string) => boolean | undefined
>;

/** The list as "?" shows it. */
export const KEY_LIST: readonly { title: string; keys: readonly Key[] }[] = Object.values<Place>(
  KEYS,
).map(({ title, keys }) => ({ title, keys: Object.values(keys) }));

const SHOWN: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑' };

export function keyShown(key: string): string {
  return SHOWN[key] ?? key;
}
