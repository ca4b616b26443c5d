import type { GapList } from '../../wire/gaps.ts';
import { type GapSearch, useGaps } from '../api/gaps.ts';
import { Select } from '../parts/controls/select.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { useAddress } from '../parts/use-address.ts';
import '../styles/gaps.css';
import { LANGUAGE } from '../words.ts';
import { DecidedGaps } from './decided-gaps.tsx';
import { GapCard } from './gap-card.tsx';
import { KIND, ORDER } from './gap-words.ts';
import { ReadingNotice } from './reading-notice.tsx';
import { useOfferWayBack } from './use-offer-way-back.ts';

const SHOWN = { open: 'Open', decided: 'Decided' } as const;
const LATELY: GapSearch & { shown: keyof typeof SHOWN } = {
  shown: 'open',
  order: 'lately',
  kind: '',
  locale: '',
};
const CHOICES = {
  shown: Object.keys(SHOWN),
  order: Object.keys(ORDER),
  kind: ['', ...Object.keys(KIND)],
  locale: ['', ...Object.keys(LANGUAGE)],
};
/** What patients asked that the bot did not meet, and what moderators do about it. */
export function GapsPage() {
  const [{ shown, ...search }, change] = useAddress(LATELY, CHOICES);
  return (
    <>
      <PageHeader title="Gaps">
        <span>
          Questions of the last 90 days that got no answer, or none that helped. Personal details
          are taken out, and nothing with a safety concern is here.
        </span>
      </PageHeader>
      <search className="filters even">
        <Select
          label="Show"
          value={shown}
          options={entries(SHOWN)}
          onChange={(next) => change({ shown: next })}
        />
        {shown === 'open' && <Filters search={search} change={change} />}
      </search>
      {shown === 'open' ? <OpenGaps search={search} /> : <DecidedGaps />}
    </>
  );
}

function Filters({ search, change }: { search: GapSearch; change(next: GapSearch): void }) {
  return (
    <>
      <Select
        label="Order"
        value={search.order}
        options={entries(ORDER)}
        onChange={(order) => change({ ...search, order })}
      />
      <Select
        label="What happened"
        value={search.kind}
        options={[['', 'Anything'], ...entries<string>(KIND)]}
        onChange={(kind) => change({ ...search, kind })}
      />
      <Select
        label="Language"
        value={search.locale}
        options={[['', 'All'], ...entries<string>(LANGUAGE)]}
        onChange={(locale) => change({ ...search, locale })}
      />
    </>
  );
}

function entries<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}

function OpenGaps({ search }: { search: GapSearch }) {
  const gaps = useGaps(search);
  const offer = useOfferWayBack();
  return (
    <Loaded query={gaps} lines={6}>
      {(list) => (
        <>
          <ReadingNotice reading={list.reading} />
          <Found list={list} isAll={search.kind === '' && search.locale === ''} />
          {list.gaps.map((gap) => (
            <GapCard key={gap.id} gap={gap} onDecided={offer} />
          ))}
        </>
      )}
    </Loaded>
  );
}

function Found({ list: { gaps, total, reading }, isAll }: { list: GapList; isAll: boolean }) {
  if (total === 0 && !isAll) {
    return (
      <Empty title="Nothing fits">
        No open question is of this kind. Choose “Anything” or “All” again.
      </Empty>
    );
  }
  if (total === 0) {
    return reading.complete ? (
      <Empty title="No open gaps">
        When the bot does not understand a question, has no answer to it, or a patient presses “No”
        under “Did this help?”, it shows here, grouped with others like it. From here it becomes an
        example, a new answer, or is set aside.
      </Empty>
    ) : null;
  }
  return (
    <p className="muted" role="status">
      {total > gaps.length ? `${gaps.length} of ${total} groups` : counted(total)}
    </p>
  );
}

function counted(total: number): string {
  return total === 1 ? 'One group of questions' : `${total} groups of questions`;
}
