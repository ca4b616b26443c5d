import { useState } from 'react';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';

/** A code of the reader's app, or one of their recovery codes instead where there are any. */
export function CodeField({
  autoFocus = false,
  orRecovery = true,
}: {
  autoFocus?: boolean;
  orRecovery?: boolean;
}) {
  const [isRecovery, setRecovery] = useState(false);
  return (
    <div className="code-field">
      {isRecovery ? (
        <TextField
          key="recovery"
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoFocus
          hint="Twelve letters and figures, such as abcd-efgh-2345. Each works once."
          isRequired
          missing="Enter one of your recovery codes."
          maxLength={40}
        />
      ) : (
        <TextField
          key="time"
          label="Code from your app"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus={autoFocus}
          hint="Six digits that change every 30 seconds."
          isRequired
          missing="Enter the six digits that your app shows now."
          maxLength={12}
        />
      )}
      {orRecovery && (
        <div className="code-other">
          <Button look="quiet" onPress={() => setRecovery(!isRecovery)}>
            {isRecovery ? 'Use my app' : 'Use a recovery code'}
          </Button>
        </div>
      )}
    </div>
  );
}
