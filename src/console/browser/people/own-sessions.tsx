import { useState } from 'react';
import type { OwnSessionView } from '../../wire/session.ts';
import { useEndSessions, useOwnSessions, type WhichSessions } from '../api/own-sessions.ts';
import { Button } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Ago, Moment } from '../parts/display/time.tsx';
import { sayDone } from '../undo/undo-offer.ts';
import { ProofDialog } from './second-factor/proof-dialog.tsx';

/** In which browsers the reader is signed in, and how that ends without going there. */
export function OwnSessions() {
  const sessions = useOwnSessions();
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <Loaded query={sessions} lines={2}>
        {({ sessions: open }) => <List sessions={open} />}
      </Loaded>
    </section>
  );
}

function List({ sessions }: { sessions: OwnSessionView[] }) {
  const [asked, ask] = useState<WhichSessions>();
  const others = sessions.filter(({ isThis }) => !isThis);
  return (
    <>
      <ul className="sessions">
        {sessions.map((session) => (
          <li key={session.id} className="session-row">
            <p id={session.id}>
              <span className="strong">{session.browser}</span>{' '}
              {session.isThis && <Pill tone="ok">This one</Pill>}
              <br />
              <span className="muted">
                Since <Moment at={session.startedAt} />, last used <Ago at={session.activeAt} />
              </span>
            </p>
            {!session.isThis && (
              <Button aria-describedby={session.id} onPress={() => ask(session)}>
                Sign out there
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <div className="actions">
          <Button onPress={() => ask('others')}>Sign out everywhere else</Button>
        </div>
      )}
      {asked && <EndDialog which={asked} onClose={() => ask(undefined)} />}
    </>
  );
}

function EndDialog({ which, onClose }: { which: WhichSessions; onClose(): void }) {
  const end = useEndSessions();
  const where = which === 'others' ? 'everywhere else' : `of ${which.browser}`;
  return (
    <ProofDialog
      title={`Sign out ${where}?`}
      confirm="Sign out"
      isPending={end.isPending}
      problem={end.error}
      onClose={onClose}
      onProof={(proof) =>
        end.mutate(
          { which, proof },
          {
            onSuccess: () => {
              onClose();
              sayDone(`You are signed out ${where}.`);
            },
          },
        )
      }
    >
      <p>
        An open page is closed at once. What was begun there and not sent stays in that browser.
      </p>
    </ProofDialog>
  );
}
