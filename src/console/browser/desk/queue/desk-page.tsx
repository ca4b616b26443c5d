import type { TicketLists } from '../../../wire.ts';
import { type QueueSearch, useQueue } from '../../api/tickets.ts';
import { ShortcutHelp } from '../../keys/shortcut-help.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Empty } from '../../parts/display/empty.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { useDebounced } from '../../parts/use-debounced.ts';
import { useStaff, worksAtDesk } from '../../parts/use-staff.ts';
import { SoundSwitch } from '../../sound/sound-switch.tsx';
import { DeskBanner } from './desk-banner.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { moveInQueue } from './queue-focus.ts';
import { openCount } from './queue-items.ts';
import { QueueList } from './queue-list.tsx';
import { useQueueView } from './queue-view.ts';

/** The queue: what needs someone first, then what is already in hand. */
export function DeskPage() {
  const staff = useStaff();
  const [view, change] = useQueueView();
  const search = { q: useDebounced(view.q.trim()), show: view.chips.join(',') };
  const queue = useQueue(search);
  const move = (step: 1 | -1) => (key: string) =>
    moveInQueue(step, { fromRow: key.startsWith('Arrow') });
  useShortcuts('queue', { next: move(1), before: move(-1) });
  return (
    <>
      <PageHeader
        title="Desk"
        actions={
          <>
            {worksAtDesk(staff) && <SoundSwitch />}
            <ShortcutHelp />
          </>
        }
      >
        {!worksAtDesk(staff) && (
          <span>You can read the desk. Responders claim tickets and write to patients.</span>
        )}
      </PageHeader>
      <DeskBanner />
      <QueueFilters view={view} change={change} />
      <Loaded query={queue} lines={6}>
        {(lists) => <Queue lists={lists} search={search} />}
      </Loaded>
    </>
  );
}

function Queue({ lists, search }: { lists: TicketLists; search: QueueSearch }) {
  const isNarrowed = search.q !== '' || search.show !== '';
  const open = openCount(lists);
  const found = open + lists.resolved.length;
  if (isNarrowed && found === 0) {
    return (
      <Empty title="Nothing fits">
        No ticket has all of this. A search looks at open tickets and the latest resolved ones.
      </Empty>
    );
  }
  return (
    <>
      <p className="muted" role={isNarrowed ? 'status' : undefined}>
        {isNarrowed
          ? `${found.toLocaleString()} found${lists.cut ? ', and there are more: say more words' : ''}`
          : `${open.toLocaleString()} open`}
      </p>
      <QueueList lists={lists} search={search} isNarrowed={isNarrowed} />
    </>
  );
}
