import type { CsvFile } from '../../wire/figures.ts';

const SAVED_MS = 60_000;

/** Saves on the reader's machine what the server made. */
export function saveFile({ name, text }: CsvFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_MS); // the browser fetches it after the click
}
