/** A piece of Slack's markup as Slack shows it. */
export type SlackWord =
  | { kind: 'plain' | 'bold' | 'italic'; text: string }
  | { kind: 'link'; text: string; url: string };

const MARKS =
  /<([^|>\s]+)(?:\|([^>]+))?>|\*([^*\n]+)\*|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])/gu;

/** Reads Slack's own markup: bold, italics and links, and the three characters that it escapes. */
export function slackWords(mrkdwn: string): SlackWord[] {
  const words: SlackWord[] = [];
  let at = 0;
  for (const match of mrkdwn.matchAll(MARKS)) {
    words.push(...plain(mrkdwn.slice(at, match.index)));
    words.push(wordOf(match));
    at = match.index + match[0].length;
  }
  return [...words, ...plain(mrkdwn.slice(at))];
}

function wordOf([whole, url, label, bold, italic]: RegExpMatchArray): SlackWord {
  if (url !== undefined) {
    return { kind: 'link', url: unescaped(url), text: unescaped(label ?? url) };
  }
  if (bold !== undefined) return { kind: 'bold', text: unescaped(bold) };
  return { kind: 'italic', text: unescaped(italic ?? whole) };
}

function plain(text: string): SlackWord[] {
  return text === '' ? [] : [{ kind: 'plain', text: unescaped(text) }];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
