import type { ReactNode } from 'react';
import type { FigureTable } from '../../wire/figures.ts';
import { type FigureChoice, useCsv } from '../api/figures.ts';
import { Button } from '../parts/controls/button.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { TABLE } from './figure-words.ts';

type Props = {
  table: FigureTable;
  choice: FigureChoice;
  /** Nothing to save yet. */
  isEmpty: boolean;
  children: ReactNode;
};

/** One figure with its heading, and its table as a file. */
export function FigureCard({ table, choice, isEmpty, children }: Props) {
  const csv = useCsv(choice);
  const id = `figure-${table}`;
  return (
    <section className="card figure" aria-labelledby={id}>
      <div className="page-title">
        <h2 id={id}>{TABLE[table]}</h2>
        {!isEmpty && (
          <Button
            look="quiet"
            aria-label={`Save as CSV: ${TABLE[table]}`}
            isPending={csv.isPending}
            onPress={() => csv.mutate(table)}
          >
            Save as CSV
          </Button>
        )}
      </div>
      <ProblemNotice problem={csv.error} />
      {children}
    </section>
  );
}

export type Column = { name: string; isNumber?: boolean };

/** A table that scrolls sideways inside its card where the screen is narrow. */
export function FigureTableView({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="figure-scroll" tabIndex={0} aria-label={caption}>
      <table className="figure-table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, at) => (
                <Cell key={columns[at]?.name} isFirst={at === 0} column={columns[at]}>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({
  isFirst,
  column,
  children,
}: {
  isFirst: boolean;
  column: Column | undefined;
  children: ReactNode;
}) {
  const className = column?.isNumber ? 'number' : undefined;
  if (isFirst) {
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  }
  return <td className={className}>{children}</td>;
}
