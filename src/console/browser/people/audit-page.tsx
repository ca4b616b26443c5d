import { useAudit } from '../api/people.ts';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Moment } from '../parts/display/time.tsx';

export function AuditPage() {
  const audit = useAudit();
  return (
    <>
      <PageHeader title="Audit">
        <span>Who did what, and when: the latest 200 entries. Nothing here can be changed.</span>
      </PageHeader>
      <Loaded query={audit} lines={10}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title="Nothing yet">Signing in, claiming and approving will show here.</Empty>
          ) : (
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
                {entries.map(({ id, at, by, action, subject }) => (
                  <tr key={id}>
                    <td>
                      <Moment at={at} />
                    </td>
                    <td>{by}</td>
                    <td>{action}</td>
                    <td>{subject}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </>
  );
}
