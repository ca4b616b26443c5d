import type { ReactNode } from 'react';
import { useId } from 'react';

type Props = {
  isSelected: boolean;
  onChange(selected: boolean): void;
  hint?: string;
  children: ReactNode;
};

export function Checkbox({ isSelected, onChange, hint, children }: Props) {
  const hintId = useId();
  return (
    <div className="checkbox">
      <label>
        <input
          type="checkbox"
          checked={isSelected}
          aria-describedby={hint ? hintId : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>{children}</span>
      </label>
      {hint && (
        <p id={hintId} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
