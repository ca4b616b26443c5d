import { Link } from 'wouter';
import type { StartView } from '../../../wire/start.ts';
import { useClinic } from '../../api/clinic.ts';
import { FactsForm } from '../../clinic/facts-form.tsx';
import { WaitingCard } from '../../clinic/waiting-card.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { LineList, linesOf } from '../line-list.tsx';
import { Setting } from '../setting.tsx';

/** The form of the page "Clinic facts", and what is to be signed. */
export function FactsStep({ start }: { start: StartView }) {
  return (
    <>
      <section className="card" aria-label="What this step needs">
        <LineList lines={linesOf('facts', start.lines)} />
        <Setting names={['CLINIC_NAME', 'CLINIC_PHONE', 'CLINIC_PHONE_24H', 'CLINIC_ADDRESS']}>
          Safety texts and the head of the chat use the settings, not the facts below.
        </Setting>
      </section>
      <Loaded query={useClinic()} lines={6}>
        {(clinic) => (
          <>
            <WaitingCard clinic={clinic} />
            {clinic.revisions.some(({ state }) => state === 'waits') && (
              <Notice>
                <p>
                  Someone other than the author signs: another admin or a moderator, in their own
                  account, at Clinic facts. There is nobody yet?{' '}
                  <Link href="/start/people">Add people first</Link>, then come back.
                </p>
              </Notice>
            )}
            <FactsForm key={clinic.newest} clinic={clinic} />
          </>
        )}
      </Loaded>
    </>
  );
}
