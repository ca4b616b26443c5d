import type { ReactNode } from 'react';

/** How a setting of the environment is changed: it is no matter of the console. */
export function Setting({ names, children }: { names: readonly string[]; children?: ReactNode }) {
  return (
    <details className="fold">
      <summary>How to change it</summary>
      <p>
        {children} Whoever runs the server sets{' '}
        {names.map((name, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <code>{name}</code>
          </span>
        ))}{' '}
        in the environment or in <code>.env</code>, and starts Askwell again. The README lists all
        settings.
      </p>
    </details>
  );
}
