import { useState } from 'react';
import { useTicketHistory } from '../../api/tickets.ts';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Moment } from '../../parts/display/time.tsx';

/** Who did what with the ticket, and when. It is read when someone opens it. */
export function TicketHistory({ number }: { number: number }) {
  const [isOpen, setOpen] = useState(false);
  const history = useTicketHistory(number, isOpen);
  return (
    <details className="card fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      {isOpen && (
        <Loaded query={history} lines={2}>
          {({ steps }) => (
            <ol className="steps">
              {steps.map(({ id, at, by, action, to }) => (
                <li key={id}>
                  <span className="strong">{by.firstName}</span>: {action}
                  {to !== null && `, to ${to}`}
                  <br />
                  <span className="muted">
                    <Moment at={at} />
                  </span>
                </li>
              ))}
              {steps.length === 0 && <li className="muted">Nothing was done yet.</li>}
            </ol>
          )}
        </Loaded>
      )}
    </details>
  );
}
