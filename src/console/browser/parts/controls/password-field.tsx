import { TextField } from './field.tsx';

const LEAST = 12;

/** For choosing a new password. */
export function PasswordField({ label, name }: { label: string; name: string }) {
  return (
    <TextField
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      hint={`${LEAST} characters or more. A sentence is easy to remember.`}
      isRequired
      minLength={LEAST}
      maxLength={200}
      missing={`Choose a password of ${LEAST} characters or more.`}
    />
  );
}
