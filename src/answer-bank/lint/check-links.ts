import type { AnswerContent } from '../../domain/answer.ts';
import { FACT_NAMES } from '../../domain/clinic.ts';
import { SLOTS, slotOf } from '../slots/slots.ts';
import type { Finding } from './lint-problem.ts';
import type { ReadText } from './read-text.ts';
import { markOf } from './renderings.ts';

const FORM = 'A link is a web address such as https://name.example/page.';

const OF_THE_CLINIC = FACT_NAMES.filter((fact) => SLOTS[fact].kind === 'link');

/** Looks at links by their form and host alone: nothing is fetched. */
export function checkLinks({ links, blocks }: ReadText, hosts: readonly string[]): Finding[] {
  const bad = links.filter(({ url }) => !isSecure(url));
  const strays = links.filter(({ url }) => isSecure(url) && !isListed(url, hosts));
  const titled = links.filter(({ hasTitle }) => hasTitle);
  const disguised = links.filter(({ words }) => looksLikeAddress(words) || words.trim() === '');
  const bare = disguised.length === 0 && blocks.some(looksLikeAddress);
  return [
    ...bad.map(({ url }) => finding(FORM, url)),
    ...strays.map(({ url }) => finding(elsewhere(hosts), url)),
    ...titled.map(({ words }) => finding('A link has no title of its own.', words)),
    ...disguised.map(({ words }) => finding('Put words on a link, no address.', words)),
    ...(bare ? [finding('Write an address as a link: [words](https://name.example).')] : []),
  ];
}

function isListed(url: string, hosts: readonly string[]): boolean {
  const isSlot = OF_THE_CLINIC.some((fact) => markOf(fact) === url);
  return isSlot || hosts.includes(new URL(url).hostname.replace(/^www\./, ''));
}

function elsewhere(hosts: readonly string[]): string {
  const slots = OF_THE_CLINIC.map(slotOf).join(', ');
  return `Link to these hosts only: ${hosts.join(', ')}. Pages of the clinic are slots: ${slots}.`;
}

/** The console shows a source's address as a link. */
export function checkSources({ sources }: Pick<AnswerContent, 'sources'>): Finding[] {
  const urls = sources.flatMap(({ url }) => url ?? []);
  return urls.filter((url) => !isWebAddress(url)).map((url) => finding(FORM, url));
}

function isSecure(url: string): boolean {
  return isWebAddress(url) && /^https:/i.test(url);
}

/** http or https, a host with a dot that is no number, and neither a sign-in nor a port in it. */
function isWebAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/i.test(url) || !URL.canParse(url)) return false;
  const { hostname, username, password, port } = new URL(url);
  const named = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+$/i.test(hostname);
  return named && username === '' && password === '' && port === '';
}

function looksLikeAddress(text: string): boolean {
  return /[a-z]+:\/\/|www\.|(?:javascript|data|mailto):|\b[a-z0-9-]+\.(?:com|org|net|gov|edu|io|info)\b/i.test(
    text,
  );
}

function finding(problem: string, excerpt?: string): Finding {
  return { rule: 'link', problem, ...(excerpt !== undefined && { excerpt }) };
}
