import { useEffect, useRef, useState } from 'react';
import type { StartView } from '../../../wire/start.ts';
import { useBeginTrial, useStartStep } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { Moment } from '../../parts/display/time.tsx';
import { AdminOnly } from '../admin-only.tsx';

const QUESTIONS = [
  'Can I drive home after my treatment?',
  'How many milligrams should I take?',
  'My chest hurts since the infusion',
];

/** The chat that patients see, in a conversation that is taken away afterwards. */
export function TrialStep({ start: { trial } }: { start: StartView }) {
  const begin = useBeginTrial();
  const end = useStartStep('trial/end');
  const [secret, setSecret] = useState<string>();
  return (
    <section className="card" aria-labelledby="trial">
      <h2 id="trial">A chat on trial</h2>
      <p>
        The button “Ask a question” appears in the corner, as on a page of your clinic. The bot
        takes each message as it takes a patient’s: same rules, same answers, real tickets. But the
        conversation is marked as a trial. Its tickets stand on the desk as “Trial” and page nobody,
        not even for an emergency; no sound, no card in Slack, no figure comes of them. When you end
        it, the conversation and its tickets are taken away.
      </p>
      <p>Ask one of these, for example:</p>
      <ul>
        {QUESTIONS.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      {trial.last && (
        <p className="muted">
          Tried by {trial.last.by.firstName}, <Moment at={trial.last.at} />: {trial.last.turns}{' '}
          messages, {trial.last.tickets} tickets.
        </p>
      )}
      {trial.open && !secret && (
        <Notice tone="warn">
          A trial chat is still open. End it, or begin another in its place.
        </Notice>
      )}
      <ProblemNotice problem={begin.error ?? end.error} />
      <AdminOnly>
        <div className="actions">
          <Button
            look={secret ? 'plain' : 'primary'}
            isPending={begin.isPending}
            onPress={() =>
              begin.mutate(undefined, { onSuccess: ({ conversation }) => setSecret(conversation) })
            }
          >
            {secret ? 'Begin anew' : 'Begin a trial chat'}
          </Button>
          {(secret || trial.open) && (
            <Button
              look={secret ? 'primary' : 'plain'}
              isPending={end.isPending}
              onPress={() => end.mutate({}, { onSuccess: () => setSecret(undefined) })}
            >
              End the trial
            </Button>
          )}
        </div>
      </AdminOnly>
      {secret && <Chat key={secret} secret={secret} />}
    </section>
  );
}

const SCRIPT = '/askwell-chat.js';

/** The clinic's one script tag, and its element. */
function Chat({ secret }: { secret: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    loadScript(() => setFailed(true));
    const chat = document.createElement('askwell-chat');
    chat.setAttribute('conversation', secret);
    place.current?.append(chat);
    return () => chat.remove();
  }, [secret]);
  return (
    <>
      <div ref={place} />
      {failed && (
        <Notice tone="danger">
          The chat’s script did not load. Run <code>npm run build</code> on the server and reload
          this page.
        </Notice>
      )}
    </>
  );
}

function loadScript(onFailure: () => void): void {
  if (document.querySelector(`script[src="${SCRIPT}"]`)) return;
  const script = document.createElement('script');
  script.src = SCRIPT;
  script.addEventListener('error', () => {
    script.remove();
    onFailure();
  });
  document.head.append(script);
}
