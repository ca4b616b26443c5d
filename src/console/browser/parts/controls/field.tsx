import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';

type Props = Omit<TextFieldProps, 'children' | 'className'> & {
  label: string;
  hint?: ReactNode;
  /** Shown once the form was sent with something wrong in this field. */
  missing?: string;
};

export function TextField({ label, hint, missing, rows, ...props }: Props & { rows?: number }) {
  return (
    <AriaTextField {...props} className="field">
      <Label className="label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {rows ? <TextArea className="input" rows={rows} /> : <Input className="input" />}
      <FieldError className="field-error">
        {({ validationErrors }) => missing ?? validationErrors.join(' ')}
      </FieldError>
    </AriaTextField>
  );
}
