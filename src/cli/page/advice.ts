const SETTING = { 'e-mail': 'SMTP_URL', webhook: 'PAGE_WEBHOOK_URL' } as const;

const LATER =
  'The receiver has troubles of its own. Try again in a while; a page would be tried again until it arrives.';

/** What to do about a problem that a delivery names by its code. */
const ADVICE: Record<string, string> = {
  sign_in_refused: 'The mail server refuses name or password: check them in SMTP_URL.',
  address_invalid: 'This is no e-mail address: correct it at People in the console.',
  http_400:
    'The receiver does not understand the page: check PAGE_WEBHOOK_FORMAT and PAGE_WEBHOOK_KEY.',
  http_401: 'The receiver refuses the key: check PAGE_WEBHOOK_KEY and PAGE_WEBHOOK_SECRET.',
  http_403: 'The receiver refuses the key: check PAGE_WEBHOOK_KEY and PAGE_WEBHOOK_SECRET.',
  http_404: 'There is nothing at this address: check PAGE_WEBHOOK_URL.',
  http_405: 'This address takes no posts: check PAGE_WEBHOOK_URL.',
  http_410: 'The receiver has closed this address: set a new PAGE_WEBHOOK_URL.',
  http_422:
    'The receiver does not understand the page: check PAGE_WEBHOOK_FORMAT and PAGE_WEBHOOK_KEY.',
  rate_limited: LATER,
};

export function adviceOn(way: keyof typeof SETTING, problem: string): string {
  const setting = SETTING[way];
  if (ADVICE[problem]) return ADVICE[problem];
  if (/^http_3/.test(problem)) return `The receiver has moved: set ${setting} to its new address.`;
  if (/^http_5|^smtp_4/.test(problem)) return LATER;
  if (/^smtp_5/.test(problem)) {
    return 'The mail server refuses this mail: check the address at People, and MAIL_FROM.';
  }
  return `Nobody answered: check ${setting}, and that this machine may reach it.`;
}
