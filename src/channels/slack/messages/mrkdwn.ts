const CONTROL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack reads `&`, `<` and `>` as its own; escaped, nobody's text can ping a channel or hide a link. */
export function escapeForSlack(text: string): string {
  return text.replace(/[&<>]/g, (character) => CONTROL[character] ?? character);
}

/** The Markdown of approved texts (bold, links, lists, headings) in Slack's own markup; the words stay the same. */
export function toMrkdwn(markdown: string): string {
  return escapeForSlack(markdown)
    .replace(/\[([^\]\n]+)\]\(((?:https?:|mailto:|tel:)[^\s)]+)\)/g, '<$2|$1>')
    .replace(/^([ \t]*)[-*] +/gm, '$1• ')
    .replace(
      /\*\*([^*\n]+)\*\*|(?<!\*)\*(?![\s*])([^*\n]+)\*(?!\*)/g,
      (_, bold?: string, italic?: string) => (bold === undefined ? `_${italic}_` : `*${bold}*`),
    )
    .replace(/^#{1,6} +(.+)$/gm, '*$1*');
}

/** Slack's limit for the text of one section is 3,000 characters. */
const SECTION_CHARACTERS = 2900;

/** Cuts text into pieces that fit a section each, at a paragraph where it can, else at a space. */
export function cutForSections(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > SECTION_CHARACTERS) {
    const head = rest.slice(0, SECTION_CHARACTERS);
    const at = [head.lastIndexOf('\n\n'), head.lastIndexOf(' ')].find((place) => place > 0);
    pieces.push(rest.slice(0, at ?? SECTION_CHARACTERS).trim());
    rest = rest.slice(at ?? SECTION_CHARACTERS).trim();
  }
  return rest ? [...pieces, rest] : pieces;
}
