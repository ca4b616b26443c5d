import { ToggleButton } from 'react-aria-components';
import type { QueueChip } from '../../../wire.ts';
import { TextField } from '../../parts/controls/field.tsx';
import { SEARCH_ID } from './queue-focus.ts';
import { CHIPS, type QueueView } from './queue-view.ts';

const CHIP: Record<QueueChip, string> = {
  emergency: 'Emergency',
  urgent: 'Urgent',
  routine: 'Routine',
  overdue: 'Overdue',
  waiting: 'Patient waits',
  spanish: 'In Spanish',
};

type Props = { view: QueueView; change(next: QueueView): void };

export function QueueFilters({ view, change }: Props) {
  const toggle = (chip: QueueChip) =>
    change({ ...view, chips: CHIPS.filter((one) => view.chips.includes(one) !== (one === chip)) });
  return (
    <search className="queue-filters">
      <TextField
        id={SEARCH_ID}
        label="Search tickets"
        hint="Number, reason, words, or who has it."
        type="search"
        maxLength={100}
        value={view.q}
        onChange={(q) => change({ ...view, q })}
        onKeyDown={(event) => event.key === 'Escape' && leaveSearch()}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with its legend */}
      <div className="chips" role="group" aria-label="Show only">
        {CHIPS.map((chip) => (
          <ToggleButton
            key={chip}
            className="chip"
            isSelected={view.chips.includes(chip)}
            onChange={() => toggle(chip)}
          >
            {CHIP[chip]}
          </ToggleButton>
        ))}
      </div>
    </search>
  );
}

/** Back to the keys of the queue. */
function leaveSearch(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
