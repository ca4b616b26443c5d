import { useEffect, useRef, useState } from 'react';
import type { ReviewGroup, ReviewItem, ReviewQueue } from '../../../wire/answers.ts';
import { useReview } from '../../api/answers.ts';
import { ShortcutHelp } from '../../keys/shortcut-help.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Empty } from '../../parts/display/empty.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { PageHeader, TITLE_ID } from '../../parts/display/page-header.tsx';
import { focusOn } from '../../parts/focus-on.ts';
import { REVIEW_GROUP, REVIEW_GROUP_MEANS } from '../answer-words.ts';
import '../../styles/answer-editor.css';
import '../../styles/answer-work.css';
import { focusApproval, moveInReview, rowId } from './review-focus.ts';
import { ReviewRow } from './review-row.tsx';

/** Everything that waits for this reader, each opened in its place with the whole text. */
export function ReviewPage() {
  const queue = useReview();
  const move = (step: 1 | -1) => (key: string) =>
    moveInReview(step, { fromRow: key.startsWith('Arrow') });
  useShortcuts('review', { next: move(1), before: move(-1), approve: focusApproval });
  return (
    <>
      <PageHeader title="Review" actions={<ShortcutHelp />}>
        <span>What waits for someone to read it.</span>
      </PageHeader>
      <Loaded query={queue} lines={6}>
        {(found) => <Queue queue={found} />}
      </Loaded>
    </>
  );
}

const GROUPS: readonly ReviewGroup[] = [
  'approve',
  'publish',
  'renew',
  'translate',
  'drafts',
  'mine',
  'samples',
];

function Queue({ queue: { groups, count } }: { queue: ReviewQueue }) {
  const [open, setOpen] = useState<string>();
  const names = GROUPS.flatMap((group) => groups[group].map((item) => nameOf(group, item)));
  const done = useFocusAfter(open, names);
  return (
    <>
      <p className="unseen" role="status">
        {done && (count === 0 ? 'Done. Nothing else waits for you.' : `Done. ${count} left.`)}
      </p>
      {count === 0 && (
        <Empty title="Nothing waits for you">
          New revisions of others, review dates and outdated translations appear here by themselves.
        </Empty>
      )}
      {GROUPS.filter((group) => groups[group].length > 0).map((group) => (
        <Group key={group} group={group} items={groups[group]} open={open} setOpen={setOpen} />
      ))}
    </>
  );
}

type GroupProps = {
  group: ReviewGroup;
  items: ReviewItem[];
  open: string | undefined;
  setOpen(name: string | undefined): void;
};

/** The samples are many and wait for nobody in particular, so they are folded away. */
function Group({ group, items, open, setOpen }: GroupProps) {
  const list = (
    <>
      <p className="muted">{REVIEW_GROUP_MEANS[group]}</p>
      <ul className="answers">
        {items.map((item) => {
          const name = nameOf(group, item);
          const isOpen = open === name;
          return (
            <li key={name}>
              <ReviewRow
                name={name}
                group={group}
                item={item}
                isOpen={isOpen}
                onToggle={() => setOpen(isOpen ? undefined : name)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
  if (group === 'samples') {
    return (
      <details className="fold">
        <summary>
          {REVIEW_GROUP[group]} ({items.length})
        </summary>
        <div className="section">{list}</div>
      </details>
    );
  }
  return (
    <section className="section" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>
        {REVIEW_GROUP[group]} <span className="tally">{items.length}</span>
      </h2>
      {list}
    </section>
  );
}

function nameOf(group: ReviewGroup, { id, locale, revision }: ReviewItem): string {
  return `${group}-${locale}-${id}-${revision}`;
}

/** When the open item is done and leaves the list, the focus goes to the one that took its place. */
function useFocusAfter(open: string | undefined, names: string[]): boolean {
  const before = useRef(names);
  const [done, setDone] = useState(false);
  useEffect(() => {
    const place = open === undefined ? -1 : before.current.indexOf(open);
    if (open !== undefined && place !== -1 && !names.includes(open)) {
      const next = names[Math.min(place, names.length - 1)];
      focusOn(next === undefined ? TITLE_ID : rowId(next));
      setDone(true);
    }
    before.current = names;
  }, [open, names]);
  return done;
}
