import type { AuditView } from '../../wire/audit.ts';
import type { AuditSearch } from '../api/audit.ts';
import { TextField } from '../parts/controls/field.tsx';
import { Select } from '../parts/controls/select.tsx';

type Props = {
  search: AuditSearch;
  change(part: Partial<AuditSearch>): void;
  /** Read with the first page. */
  choices: Pick<AuditView, 'people' | 'actions'> | undefined;
};

export function AuditFilters({ search, change, choices }: Props) {
  const people = (choices?.people ?? []).map(({ id, name }) => [id, name] as const);
  const actions = (choices?.actions ?? []).map((action) => [action, action] as const);
  return (
    <search className="filters audit-filters">
      <Select
        label="Who"
        value={search.by}
        options={[['', 'Anyone'], ...withChosen(people, search.by)]}
        onChange={(by) => change({ by })}
      />
      <Select
        label="Did what"
        value={search.action}
        options={[['', 'Anything'], ...withChosen(actions, search.action)]}
        onChange={(action) => change({ action })}
      />
      <TextField
        label="Ticket, answer or name"
        type="search"
        maxLength={100}
        value={search.subject}
        onChange={(subject) => change({ subject })}
      />
      <TextField
        label="From day"
        type="date"
        value={search.since}
        onChange={(since) => change({ since })}
      />
      <TextField
        label="Until day"
        type="date"
        value={search.until}
        onChange={(until) => change({ until })}
      />
    </search>
  );
}

/** What a link asked for is kept in the list, whether or not it is among what was read. */
function withChosen(options: (readonly [string, string])[], chosen: string) {
  const isThere = chosen === '' || options.some(([option]) => option === chosen);
  return isThere ? options : [...options, [chosen, chosen] as const];
}
