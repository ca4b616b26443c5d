/** Text that is safe in HTML and in an attribute. */
export function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (found) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[found] ?? '',
  );
}

/** A table whose first column heads its rows. Cells are text. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const heads = head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((text) => `<td>${escaped(text)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`;
  });
  return `<div class="wide" role="region" tabindex="0" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** A chart, and beside it the table of the same numbers. */
export function figure(title: string, chart: string, numbers: string): string {
  return `<section><h3>${escaped(title)}</h3><div class="pair"><figure>${chart}</figure><details open><summary>The numbers</summary>${numbers}</details></div></section>`;
}
