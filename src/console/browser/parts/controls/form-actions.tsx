import { Button } from './button.tsx';

type Props = { confirm: string; danger?: boolean; isPending?: boolean; onCancel(): void };

/** Below the fields of a dialog: the way out, and the button that sends them. */
export function FormActions({ confirm, danger = false, isPending = false, onCancel }: Props) {
  return (
    <div className="actions end">
      <Button look="quiet" onPress={onCancel}>
        Cancel
      </Button>
      <Button look={danger ? 'danger' : 'primary'} type="submit" isPending={isPending}>
        {confirm}
      </Button>
    </div>
  );
}
