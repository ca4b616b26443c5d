import type { StartView } from '../../../wire/start.ts';
import { useStartStep } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { AdminOnly } from '../admin-only.tsx';
import { DoneLine } from '../done-line.tsx';
import { LineList, linesOf } from '../line-list.tsx';
import { Setting } from '../setting.tsx';

export function NumberStep({ start: { phone, lines } }: { start: StartView }) {
  const { number, called } = phone;
  return (
    <section className="card" aria-labelledby="number">
      <h2 id="number">Call it once</h2>
      {number === null ? (
        <LineList lines={linesOf('number', lines).slice(0, 1)} />
      ) : (
        <>
          <p className="big-number">
            <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
          </p>
          <p>
            Every safety text names this number, in the middle of the night too. Call it now from
            your own phone, best out of hours. A machine that asks to call back does not count.
          </p>
        </>
      )}
      <Setting names={['CLINIC_PHONE_24H']}>
        When the number changes, the sign-off falls until somebody called the new one and signed.
      </Setting>
      {called && <DoneLine word="Called" done={called} />}
      {number !== null && !called?.still && <Called number={number} />}
    </section>
  );
}

function Called({ number }: { number: string }) {
  const confirm = useStartStep('called');
  return (
    <AdminOnly>
      <ProblemNotice problem={confirm.error} />
      <div className="actions">
        <Button
          look="primary"
          isPending={confirm.isPending}
          onPress={() => confirm.mutate({ number })}
        >
          I have called it and a person answered
        </Button>
        <span className="hint">Your name and the time are kept.</span>
      </div>
    </AdminOnly>
  );
}
