import { stringify } from 'csv-stringify/sync';

/** Marks the text as UTF-8 for spreadsheets, which take it for something else otherwise. */
const UTF8_MARK = '\ufeff';

/** Rows as a file for a spreadsheet. A cell that it would take for a formula is marked as text. */
export function csvText(
  rows: readonly Record<string, string | number>[],
  columns: readonly string[],
): string {
  const text = stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return UTF8_MARK + text;
}
