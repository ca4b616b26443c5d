import type { UseQueryResult } from '@tanstack/react-query';
import type { ReceiversView } from '../../wire/recalls.ts';
import { Loaded } from '../parts/display/loaded.tsx';
import { Moment } from '../parts/display/time.tsx';
import { CHANNEL } from '../words.ts';

/** Whom the wrong words reached: numbers and days, no names. */
export function Receivers({ query }: { query: UseQueryResult<ReceiversView> }) {
  return (
    <div className="receivers">
      <h3>Who read it</h3>
      <Loaded query={query} lines={1}>
        {(view) => (view.state === 'counted' ? <Counted view={view} /> : <Counting view={view} />)}
      </Loaded>
    </div>
  );
}

type Counted = Extract<ReceiversView, { state: 'counted' }>;

function Counted({ view: { conversations, withStaff, channels } }: { view: Counted }) {
  if (conversations === 0) {
    return <p>Nobody whose conversation is still kept. There is nobody to tell.</p>;
  }
  return (
    <>
      <p>
        <span className="strong">{inConversations(conversations)}</span>
        {withStaff > 0 && `; staff have ${withStaff} of them now`}
      </p>
      <ul className="plain-list muted">
        {channels.map(({ channel, conversations: some, firstAt, lastAt }) => (
          <li key={channel}>
            {CHANNEL[channel]}: {some}, <Moment at={firstAt} />
            {lastAt !== firstAt && (
              <>
                {' '}
                to <Moment at={lastAt} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Counting({ view }: { view: Exclude<ReceiversView, Counted> }) {
  const looked = view.state === 'counting' ? view.looked : 0;
  return (
    <p role="status" className="muted">
      Counting{looked > 0 && `: ${looked.toLocaleString('en')} conversations looked at`} …
    </p>
  );
}

export function inConversations(count: number): string {
  return count === 1 ? '1 conversation' : `${count.toLocaleString('en')} conversations`;
}
