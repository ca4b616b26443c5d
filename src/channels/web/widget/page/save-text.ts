const LIFE_MS = 60_000;

/** Gives the browser a text file to save. It never leaves this device. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), LIFE_MS); // some browsers begin to read it late
}
