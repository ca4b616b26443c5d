/** The time in the reader's zone, with the day when it was not today. */
export function timeOf(instant: string, language: string): string {
  const at = new Date(instant);
  const today = new Date().toDateString() === at.toDateString();
  const day = today ? {} : ({ month: 'short', day: 'numeric' } as const);
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(localeOf(language), { ...day, ...time }).format(at);
}

/** The exact moment, zone included. */
export function momentOf(instant: string, language: string): string {
  const style = { dateStyle: 'full', timeStyle: 'long' } as const;
  return new Intl.DateTimeFormat(localeOf(language), style).format(new Date(instant));
}

/** A calendar day: `2026-11-22` is that day in every zone, so it is read and written as UTC. */
export function dayOf(date: string, language: string): string {
  const style = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(localeOf(language), style).format(new Date(date));
}

/** The reader's own variant (`en-GB`) where it is of the same language as the page's words. */
function localeOf(language: string): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().locale; // always valid; navigator.language is not
  return own.startsWith(language) ? own : language;
}
