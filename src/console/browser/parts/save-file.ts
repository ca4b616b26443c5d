const SAVED_MS = 60_000;

type TextFile = { name: string; text: string; type?: 'text/csv' | 'text/plain' };

/** Saves a text on the reader's machine. */
export function saveFile({ name, text, type = 'text/csv' }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVED_MS); // the browser fetches it after the click
}
