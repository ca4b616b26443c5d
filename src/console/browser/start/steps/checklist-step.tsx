import type { StartView } from '../../../wire/start.ts';
import { useStartStep } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Notice, ProblemNotice } from '../../parts/display/notice.tsx';
import { Moment } from '../../parts/display/time.tsx';
import { AdminOnly } from '../admin-only.tsx';
import { LineList } from '../line-list.tsx';

export function ChecklistStep({ start }: { start: StartView }) {
  const open = start.lines.filter(({ missing }) => missing !== null);
  const done = start.lines.filter(({ missing }) => missing === null);
  return (
    <>
      {open.length > 0 && (
        <section className="card" aria-labelledby="open-lines">
          <h2 id="open-lines">
            {open.length} {open.length === 1 ? 'point is' : 'points are'} missing
          </h2>
          <LineList lines={open} withLinks />
        </section>
      )}
      <SignOff start={start} isReady={open.length === 0} />
      {done.length > 0 && (
        <section className="card" aria-labelledby="done-lines">
          <h2 id="done-lines">
            {done.length} of {start.lines.length} points are done
          </h2>
          <LineList lines={done} />
        </section>
      )}
    </>
  );
}

function SignOff({ start, isReady }: { start: StartView; isReady: boolean }) {
  const sign = useStartStep('sign-off');
  const { signOff, standing, mode } = start;
  return (
    <section className="card" aria-labelledby="sign-off">
      <h2 id="sign-off">Sign-off</h2>
      {signOff && (
        <p>
          Signed by {signOff.firstName}, <Moment at={signOff.at} />.
          {standing === 'fallen' && ' It has fallen: see what is missing, mend it, and sign again.'}
        </p>
      )}
      {standing === 'stands' && (
        <Notice tone="ok">
          {mode === 'live'
            ? 'This clinic is live: patients get approved answers.'
            : 'All is ready to go live.'}
        </Notice>
      )}
      {mode === 'demo' && (
        <p>
          This installation runs in demo mode, where answers are samples. The mode is a setting:
          whoever runs the server sets <code>MODE=live</code> and starts Askwell again. What is done
          here stays, and live mode answers nothing until it is signed.
        </p>
      )}
      {standing !== 'stands' && (
        <p>
          With your name you say that this clinic may answer patients by itself. In live mode no
          answer is sent before.
        </p>
      )}
      <ProblemNotice problem={sign.error} />
      {standing !== 'stands' && (
        <AdminOnly>
          <div className="actions">
            <Button
              look="primary"
              isDisabled={!isReady}
              isPending={sign.isPending}
              onPress={() => sign.mutate({})}
            >
              I have checked this: sign
            </Button>
            <span className="hint">
              {isReady
                ? 'Your name and the time are kept in the audit trail.'
                : 'It can be signed when nothing is missing.'}
            </span>
          </div>
        </AdminOnly>
      )}
    </section>
  );
}
