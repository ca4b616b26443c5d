import { useTicketStep } from '../../api/tickets.ts';
import { offerUndo } from '../../undo/undo-offer.ts';

/** The steps that another step takes back. The patient is told of both, and the reader is told so. */
const WAY_BACK = {
  claim: {
    step: 'release',
    done: (ticket: string) => `${ticket} is yours. The patient was told that staff have joined.`,
    undone: (ticket: string) =>
      `${ticket} is in the queue again. The patient was told that you have left.`,
  },
  release: {
    step: 'claim',
    done: (ticket: string) =>
      `${ticket} is in the queue again. The patient was told that you have left.`,
    undone: (ticket: string) =>
      `${ticket} is yours again. The patient was told that staff have joined.`,
  },
} as const;

/** A step and, once it is taken, the offer to take it back. */
export function useUndoableStep(number: number, step: keyof typeof WAY_BACK) {
  const back = WAY_BACK[step];
  const work = useTicketStep(number, step);
  const undo = useTicketStep(number, back.step);
  const ticket = `Ticket ${number}`;
  const take = (then: () => void) =>
    work.mutate(
      {},
      {
        onSuccess: () => {
          then();
          offerUndo({
            done: back.done(ticket),
            undo: () => undo.mutateAsync({}),
            undone: back.undone(ticket),
          });
        },
      },
    );
  return { take, isPending: work.isPending, error: work.error, reset: work.reset };
}
