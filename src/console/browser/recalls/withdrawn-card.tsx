import { Link } from 'wouter';
import type { WithdrawnView } from '../../wire/recalls.ts';
import { useReceivers } from '../api/recalls.ts';
import { Notice } from '../parts/display/notice.tsx';
import { Pill } from '../parts/display/pill.tsx';
import { Moment } from '../parts/display/time.tsx';
import { LANGUAGE } from '../words.ts';
import { Receivers } from './receivers.tsx';
import { RoundLine } from './round-line.tsx';
import { SendPanel } from './send-panel.tsx';
import { StandingPill } from './standing-pill.tsx';
import { headingOf } from './withdrawn-heading.ts';

export function WithdrawnCard({ withdrawn: one }: { withdrawn: WithdrawnView }) {
  const heading = headingOf(one);
  const { id, locale, revision, title, withdrawn, forStaff } = one;
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="page-title">
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <StandingPill withdrawn={one} />
      </div>
      <p className="page-facts">
        <Pill>{LANGUAGE[locale]}</Pill>
        <Link href={`/answers/${locale}/${id}`}>Revision {revision}</Link>
        <span className="muted">
          Withdrawn by {withdrawn.by.firstName}, <Moment at={withdrawn.at} />
        </span>
      </p>
      <p className="why-withdrawn">
        <span className="strong">What is wrong:</span> {withdrawn.why}
      </p>
      <Elsewhere withdrawn={one} />
      {forStaff ? <StaffText /> : <Telling withdrawn={one} />}
    </section>
  );
}

/** The same wrong words may still be on their way to patients, or have reached them in another language. */
function Elsewhere({ withdrawn: { id, locale, stillLive, translations } }: Of) {
  return (
    <>
      {stillLive !== null && (
        <Notice tone="danger">
          <p>
            The same words are still live.{' '}
            <Link href={`/answers/${locale}/${id}`}>
              Look at revision {stillLive}, and withdraw it too
            </Link>
            .
          </p>
        </Notice>
      )}
      {translations.map((one) => (
        <Notice key={one.locale} tone="warn">
          <p>
            Their {LANGUAGE[one.locale]} translation is not sent any more. Withdraw it too, so that
            those who read it can be told:{' '}
            <Link href={`/answers/${one.locale}/${id}`}>look at revision {one.revision}</Link>.
          </p>
        </Notice>
      ))}
    </>
  );
}

type Of = { withdrawn: WithdrawnView };

function StaffText() {
  return (
    <Notice>
      This was a text for staff: it went out as their own words, so nobody knows to whom. Ask the
      staff who used it.
    </Notice>
  );
}

function Telling({ withdrawn: one }: Of) {
  const receivers = useReceivers(one);
  const { offer, rounds } = one;
  return (
    <>
      {offer && <Receivers query={receivers} />}
      {rounds.length > 0 && (
        <ul className="plain-list" aria-label="What was sent">
          {rounds.map((round) => (
            <li key={round.at}>
              <RoundLine round={round} />
            </li>
          ))}
        </ul>
      )}
      {offer && <SendPanel withdrawn={one} offer={offer} receivers={receivers.data} />}
    </>
  );
}
