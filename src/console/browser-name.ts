import Bowser from 'bowser';

/** What a person knows a browser by, such as `Firefox on Windows`. What it says of itself is not to be believed, only shown. */
export function browserName(userAgent: string | undefined): string {
  if (!userAgent) return 'An unknown browser';
  const { browser, os } = Bowser.parse(userAgent);
  const [name, system] = [browser.name || 'An unknown browser', os.name];
  return (system ? `${name} on ${system}` : name).slice(0, 60);
}
