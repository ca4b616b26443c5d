import { Label, ProgressBar } from 'react-aria-components';
import { Button } from '../parts/controls/button.tsx';

type Props = {
  label: string;
  done: number;
  /** 0: nobody knows how much it is. */
  of: number;
  onStop?: () => void;
};

/** How far something is that takes a while, and the way to stop it. */
export function Progress({ label, done, of, onStop }: Props) {
  return (
    <div className="progress">
      <ProgressBar
        className="progress-line"
        value={done}
        maxValue={of || 1}
        isIndeterminate={of === 0}
      >
        {({ percentage }) => (
          <>
            <Label>{label}</Label>
            <span className="muted" aria-hidden="true">
              {of > 0 ? `${done} of ${of}` : 'This takes a minute'}
            </span>
            <progress
              className="progress-bar"
              aria-hidden="true"
              {...(of > 0 && { value: percentage ?? 0 })}
              max={100}
            />
          </>
        )}
      </ProgressBar>
      {onStop && <Button onPress={onStop}>Stop</Button>}
    </div>
  );
}
