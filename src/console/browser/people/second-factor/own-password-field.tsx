import { TextField } from '../../parts/controls/field.tsx';

/** The password that the reader signs in with, named `password` in its form. */
export function OwnPasswordField({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <TextField
      label="Your password"
      name="password"
      type="password"
      autoComplete="current-password"
      autoFocus={autoFocus}
      isRequired
      missing="Enter the password you sign in with."
    />
  );
}
