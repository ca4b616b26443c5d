/** What an admin may choose on the page of settings. */
export type ChoicesView = {
  /** So many days a translation is still sent after its English answer got other words; 0 to `mostGraceDays`. */
  translationGraceDays: number;
  mostGraceDays: number;
  /** Translations that are outdated just now: still sent, and withheld. */
  outdated: number;
  withheld: number;
};
