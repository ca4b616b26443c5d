import type { WithdrawnView } from '../../wire/recalls.ts';

/** Where the focus goes when the button that had it is gone. */
export function headingOf({ id, locale, revision }: WithdrawnView): string {
  return `withdrawn-${id.replace('.', '-')}-${locale}-${revision}`;
}
