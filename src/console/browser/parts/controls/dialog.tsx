import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

type Props = {
  title: string;
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
};

/** Takes the focus in, keeps it, and gives it back where it was. */
export function Dialog({ title, isOpen, onClose, children }: Props) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="modal">
        <AriaDialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks before something that cannot be taken back with one press. */
export function ConfirmDialog({
  children,
  confirm,
  danger = false,
  isPending = false,
  onConfirm,
  ...dialog
}: Props & { confirm: string; danger?: boolean; isPending?: boolean; onConfirm(): void }) {
  return (
    <Dialog {...dialog}>
      {children}
      <div className="actions end">
        <Button look="quiet" onPress={dialog.onClose}>
          Cancel
        </Button>
        <Button look={danger ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
