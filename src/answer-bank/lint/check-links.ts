import type { AnswerContent } from '../../domain/answer.ts';
import type { Finding } from './lint-problem.ts';
import type { ReadText } from './read-text.ts';

const FORM = 'A link is a web address such as https://name.example/page.';

/** Looks at links by their form alone: nothing is fetched. */
export function checkLinks({ links, blocks }: ReadText): Finding[] {
  const bad = links.filter(({ url }) => !isWebAddress(url) || !/^https:/i.test(url));
  const titled = links.filter(({ hasTitle }) => hasTitle);
  const disguised = links.filter(({ words }) => looksLikeAddress(words) || words.trim() === '');
  const bare = disguised.length === 0 && blocks.some(looksLikeAddress);
  return [
    ...bad.map(({ url }) => finding(FORM, url)),
    ...titled.map(({ words }) => finding('A link has no title of its own.', words)),
    ...disguised.map(({ words }) => finding('Put words on a link, no address.', words)),
    ...(bare ? [finding('Write an address as a link: [words](https://name.example).')] : []),
  ];
}

/** The console shows a source's address as a link. */
export function checkSources({ sources }: Pick<AnswerContent, 'sources'>): Finding[] {
  const urls = sources.flatMap(({ url }) => url ?? []);
  return urls.filter((url) => !isWebAddress(url)).map((url) => finding(FORM, url));
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
