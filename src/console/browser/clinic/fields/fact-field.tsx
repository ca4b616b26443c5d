import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { FactName } from '../../../../domain/clinic.ts';
import type { AnswerUse, ClinicView, FactsPreview } from '../../../wire/clinic.ts';
import { LANGUAGE } from '../../words.ts';

/** What every field of the form may show beside itself. */
export type Around = { uses: ClinicView['uses']; problems: FactsPreview['problems'] };

/** What is wrong with a fact, in sentences. */
export function wrongWith(fact: FactName, { problems }: Around): string[] {
  return problems
    .filter(({ field }) => field === fact || field.startsWith(`${fact}.`))
    .map(({ problem }) => sentence(problem));
}

/** A field with the answers that use it, and with what is wrong unless the field says that itself. */
export function FactField({
  fact,
  around,
  saysItself = false,
  children,
}: {
  fact: FactName;
  around: Around;
  saysItself?: boolean;
  children: ReactNode;
}) {
  const wrong = saysItself ? [] : [...new Set(wrongWith(fact, around))];
  return (
    <div className="fact">
      {children}
      {wrong.map((problem) => (
        <p key={problem} className="field-error" role="alert">
          {problem}
        </p>
      ))}
      <Uses uses={around.uses[fact]} />
    </div>
  );
}

function Uses({ uses }: { uses: readonly AnswerUse[] }) {
  if (uses.length === 0) return <p className="hint">No answer uses it yet.</p>;
  return (
    <details className="uses">
      <summary>In {uses.length === 1 ? '1 answer' : `${uses.length} answers`}</summary>
      <ul>
        {uses.map(({ id, locale, title }) => (
          <li key={`${id} ${locale}`}>
            <Link href={`/answers/${locale}/${id}`}>{title}</Link>{' '}
            <span className="muted">{LANGUAGE[locale]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function sentence(problem: string): string {
  return `${problem.slice(0, 1).toUpperCase()}${problem.slice(1).replace(/\.?$/, '.')}`;
}
