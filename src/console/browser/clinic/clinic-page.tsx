import '../styles/clinic.css';
import type { ClinicView } from '../../wire/clinic.ts';
import { useClinic } from '../api/clinic.ts';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Day } from '../parts/display/time.tsx';
import { FactsForm } from './facts-form.tsx';
import { FactsHistory } from './facts-history.tsx';
import { WaitingCard } from './waiting-card.tsx';

/** Prices and plans change: facts that are older than this are worth another look. */
const OLD_MS = 182 * 86_400_000;

/** What is true of this clinic, for the places that answers leave open for it. */
export function ClinicPage() {
  return (
    <>
      <PageHeader title="Clinic facts">
        <span>
          Hours, prices, plans and the like, which answers fill in. One person writes them, another
          signs them.
        </span>
      </PageHeader>
      <Loaded query={useClinic()} lines={6}>
        {(clinic) => (
          <div className="clinic-page">
            <Standing clinic={clinic} />
            <WaitingCard clinic={clinic} />
            <FactsForm key={clinic.newest} clinic={clinic} />
            <FactsHistory revisions={clinic.revisions} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Standing({ clinic: { inForce, revisions } }: { clinic: ClinicView }) {
  if (!inForce && revisions.length > 0) {
    return <p className="muted">No facts are in force yet: the first ones wait for a signature.</p>;
  }
  if (!inForce) {
    return (
      <Empty title="No facts are in force yet.">
        Answers use the settings, and careful words such as “ask the clinic”. Fill in below what you
        know and leave the rest empty: each fact makes an answer say more.
      </Empty>
    );
  }
  const revision = revisions.find(({ number }) => number === inForce.revision);
  const signers = revision?.signatures.map(({ by }) => by.firstName).join(' and ');
  return (
    <>
      <p className="muted">
        Revision {inForce.revision} is in force since <Day at={inForce.at} />: written by{' '}
        {revision?.author.firstName}, signed by {signers}.
      </p>
      {Date.now() - Date.parse(inForce.at) > OLD_MS && (
        <Notice tone="warn">
          These facts are older than half a year. Check prices, plans and links, and write down what
          changed.
        </Notice>
      )}
      {revision?.fastingWaits && (
        <Notice tone="warn">
          The fasting times are not in force: a clinician has to sign them. Until then answers say
          “your clinic will tell you”.
        </Notice>
      )}
    </>
  );
}
