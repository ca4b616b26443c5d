import { Link } from 'wouter';
import type { DeadView, DeliveriesView, DestinationView } from '../../wire.ts';
import { useDeliveries, useRetry } from '../api/deliveries.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Ago, Moment } from '../parts/display/time.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { DESTINATION, OUTGOING } from '../words.ts';
import { problemWords } from './problem-words.ts';

const GIVEN_UP = 'given-up';
/** The button is gone with what it tried again. */
const toHeading = { onSuccess: () => void focusOn(GIVEN_UP) };

/** What leaves this machine: whether each place can be reached, and what was given up. */
export function DeliveriesPage() {
  const deliveries = useDeliveries();
  return (
    <>
      <PageHeader title="Deliveries">
        <span>Messages and pages that leave for Slack, e-mail and the paging service.</span>
      </PageHeader>
      <Loaded query={deliveries}>
        {(view) => (
          <>
            <Destinations destinations={view.destinations} />
            <GivenUp view={view} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Destinations({ destinations }: Pick<DeliveriesView, 'destinations'>) {
  if (destinations.length === 0) {
    return (
      <Empty title="Nothing is connected">
        Patients in the web chat and this console need no delivery. Slack, e-mail and a paging
        service are connected in the settings.
      </Empty>
    );
  }
  return (
    <section className="section" aria-labelledby="places">
      <h2 id="places">Places</h2>
      <ul className="people">
        {destinations.map((one) => (
          <li key={one.to} className="person">
            <DestinationLine destination={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DestinationLine({ destination: { to, down } }: { destination: DestinationView }) {
  return (
    <>
      <div className="person-who">
        <p className="strong">{DESTINATION[to]}</p>
        {down && (
          <p className="muted">
            Down since <Moment at={down.since} />, tried again by itself. Waiting: {down.waiting}.{' '}
            {problemWords(down.problem)}
          </p>
        )}
      </div>
      <Pill tone={down ? 'danger' : 'ok'}>{down ? 'Down' : 'Works'}</Pill>
    </>
  );
}

function GivenUp({ view: { dead } }: { view: DeliveriesView }) {
  const retry = useRetry();
  return (
    <section className="section" aria-labelledby={GIVEN_UP}>
      <div className="page-title">
        <h2 id={GIVEN_UP} tabIndex={-1}>
          Given up {dead.length > 0 && <span className="tally">{dead.length}</span>}
        </h2>
        {dead.length > 1 && (
          <Button isPending={retry.isPending} onPress={() => retry.mutate(undefined, toHeading)}>
            Try all again
          </Button>
        )}
      </div>
      <ProblemNotice problem={retry.error} />
      {retry.isSuccess && <Notice tone="ok">It is on its way again.</Notice>}
      {dead.length === 0 ? (
        <Empty title="Nothing was given up">
          What cannot be delivered is tried again by itself. It shows here when a person has to
          help.
        </Empty>
      ) : (
        <ul className="people">
          {dead.map((one) => (
            <li key={one.item} className="person">
              <DeadLine dead={one} retry={retry} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function DeadLine({ dead, retry }: { dead: DeadView; retry: ReturnType<typeof useRetry> }) {
  const { kind, to, ticket, at, problem, tries } = dead;
  return (
    <>
      <div className="person-who">
        <p>
          <span className="strong">{OUTGOING[kind]}</span>
          {ticket !== null && (
            <>
              , <Link href={`/desk/${ticket}`}>ticket #{ticket}</Link>
            </>
          )}
        </p>
        <p>
          {DESTINATION[to]}: {problemWords(problem)}
        </p>
        <p className="muted">
          Given up <Ago at={at} />, after {tries === 1 ? 'one try' : `${tries} tries`}.
        </p>
      </div>
      <Button
        aria-label={`Try again: ${OUTGOING[kind]}${ticket === null ? '' : `, ticket ${ticket}`}`}
        isPending={retry.isPending}
        onPress={() => retry.mutate(dead, toHeading)}
      >
        Try again
      </Button>
    </>
  );
}
