import { Link } from 'wouter';
import type { AuditEntryView, AuditView } from '../../wire/audit.ts';
import { type AuditSearch, useAudit, useAuditFile } from '../api/audit.ts';
import { Button } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice, ProblemNotice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Day, Moment } from '../parts/display/time.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useDebounced } from '../parts/use-debounced.ts';
import '../styles/audit.css';
import { AuditFilters } from './audit-filters.tsx';

const EVERYTHING: AuditSearch = { by: '', action: '', subject: '', since: '', until: '' };

/** Who did what, and when; nothing here can be changed. */
export function AuditPage() {
  const [search, change] = useAddress(EVERYTHING);
  const asked = { ...search, subject: useDebounced(search.subject) };
  const audit = useAudit(asked);
  const file = useAuditFile(asked);
  const isNarrowed = Object.values(search).some((value) => value !== '');
  return (
    <>
      <PageHeader
        title="Audit"
        actions={
          <Button isPending={file.isPending} onPress={() => file.mutate()}>
            Save as CSV
          </Button>
        }
      >
        <span>Who did what, and when. Nothing here can be changed.</span>
      </PageHeader>
      <ProblemNotice problem={file.error} />
      <AuditFilters search={search} change={change} choices={audit.data?.pages[0]} />
      <Loaded query={audit} lines={8}>
        {({ pages }) => (
          <>
            <Entries entries={pages.flatMap(({ entries }) => entries)} isNarrowed={isNarrowed} />
            <End last={pages.at(-1)} />
          </>
        )}
      </Loaded>
      {audit.hasNextPage && (
        <div className="actions">
          <Button isPending={audit.isFetchingNextPage} onPress={() => void audit.fetchNextPage()}>
            Show older entries
          </Button>
        </div>
      )}
    </>
  );
}

function Entries({ entries, isNarrowed }: { entries: AuditEntryView[]; isNarrowed: boolean }) {
  if (entries.length === 0) {
    return isNarrowed ? (
      <Empty title="Nothing fits">No entry has all of this. Take a filter away.</Empty>
    ) : (
      <Empty title="Nothing yet">Signing in, claiming and approving will show here.</Empty>
    );
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Did</th>
          <th scope="col">To</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, by, action, subject, href }) => (
          <tr key={id}>
            <td>
              <Moment at={at} />
            </td>
            <td>{by}</td>
            <td>{action}</td>
            <td>{href === null ? subject : <Link href={href}>{subject}</Link>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function End({ last }: { last: AuditView | undefined }) {
  if (!last || last.next !== null || last.lookedBackTo === null) return null;
  return (
    <Notice>
      <p>
        The search looked back to <Day at={last.lookedBackTo} />. The trail goes on before that: all
        of it is in the data folder, and <code>askwell audit verify</code> proves it.
      </p>
    </Notice>
  );
}
