import { useEffect, useMemo } from 'react';
import { useSearch } from 'wouter';
import type { WithdrawnView } from '../../wire/recalls.ts';
import { useWithdrawn } from '../api/recalls.ts';
import { ButtonLink } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { focusOn } from '../parts/focus-on.ts';
import { WithdrawnCard } from './withdrawn-card.tsx';
import { headingOf } from './withdrawn-heading.ts';
import '../styles/recalls.css';

/** What patients were told and should not have been, and telling each of them. */
export function CorrectionsPage() {
  const withdrawn = useWithdrawn();
  useLinkedCard(withdrawn.data?.withdrawn);
  return (
    <>
      <PageHeader title="Corrections">
        <span>Answers that were withdrawn as wrong, and telling the patients who read them.</span>
      </PageHeader>
      <Loaded query={withdrawn} lines={8}>
        {(list) =>
          list.withdrawn.length === 0 ? (
            <Nothing />
          ) : (
            <ul className="corrections">
              {list.withdrawn.map((one) => (
                <li key={headingOf(one)}>
                  <WithdrawnCard withdrawn={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function Nothing() {
  return (
    <Empty title="Nothing was withdrawn">
      When an answer turns out to be wrong, open it and choose “It is wrong”. Here you then see whom
      it reached, and send each of them a correction.
      <br />
      <ButtonLink href="/answers">Go to the answers</ButtonLink>
    </Empty>
  );
}

/** A link names the answer that was just withdrawn. */
function useLinkedCard(list: WithdrawnView[] | undefined): void {
  const search = useSearch();
  const linked = useMemo(() => {
    const query = new URLSearchParams(search);
    return list?.find(
      ({ id, locale }) => id === query.get('answer') && locale === query.get('locale'),
    );
  }, [list, search]);
  const heading = linked && headingOf(linked);
  useEffect(() => {
    if (heading) focusOn(heading);
  }, [heading]);
}
