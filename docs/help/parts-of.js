const HEADING = /<(h2|h3|dt) id="([^"]*)"[^>]*>(.*?)<\/\1>/gs;

/** The parts of a built page under their headings, as plain text: what the search looks in. */
export function partsOf(url, html) {
  const [, content] = /<p class="about">(.*)<\/main>/s.exec(html) ?? [];
  if (content === undefined || url === '/' || url === '/search/') return [];
  const page = plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '');
  const at = `/help${url}`;
  const [above = '', ...rest] = content.split(HEADING);
  const parts = [{ url: at, page, heading: '', text: plain(above) }];
  // Each heading gives four pieces: its tag, its id, its words and the text under it.
  for (let i = 0; i < rest.length; i += 4) {
    const [, id = '', heading = '', text = ''] = rest.slice(i, i + 4);
    parts.push({ url: `${at}#${id}`, page, heading: plain(heading), text: plain(text) });
  }
  return parts;
}

const CHARACTERS = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function plain(html) {
  return html
    .replaceAll(/<\/?(?:a|code|em|strong)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name) => CHARACTERS[name])
    .replaceAll(/\s+/g, ' ')
    .trim();
}
