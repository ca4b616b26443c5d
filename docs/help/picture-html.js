/** From here on a page has room for the wide picture; the same width as in help.css. */
const NARROW = '(max-width: 46rem)';
const DARK = '(prefers-color-scheme: dark)';

const LOOKS = [
  ['-phone-dark', `${NARROW} and ${DARK}`],
  ['-phone', NARROW],
  ['-dark', DARK],
];

/** One picture in all its looks, of which the browser takes the one that fits; nothing where it was not taken. */
export function pictureHtml(name, alt, pictures) {
  const { files = {} } = pictures[name] ?? {};
  const plain = files[''] ? '' : '-phone';
  if (!files[plain]) return '';
  const sources = LOOKS.filter(([look]) => files[look] && look !== plain).map(
    ([look, media]) => `<source media="${media}" ${of('srcset', name, look, files)}>`,
  );
  const kinds = [plain ? ['phone'] : [], files[`${plain}-dark`] ? [] : ['light']].flat();
  const img = `<img class="${kinds.join(' ')}" ${of('src', name, plain, files)} alt="${alt}" loading="lazy">`;
  return `<picture>${sources.join('')}${img}</picture>`;
}

function of(attribute, name, look, files) {
  const [width, height] = files[look];
  return `${attribute}="/help/images/${name}${look}.webp" width="${width}" height="${height}"`;
}
