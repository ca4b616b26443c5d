import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  Text,
} from 'react-aria-components';
import { useLocation } from 'wouter';
import { useSearch } from '../api/search.ts';
import { Dialog } from '../parts/controls/dialog.tsx';
import { Skeleton } from '../parts/display/loaded.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { useDebounced } from '../parts/use-debounced.ts';
import { useStaff } from '../parts/use-staff.ts';
import '../styles/search.css';
import { countWords, type Hit, type HitGroup, hitGroups } from './search-hits.ts';
import { searchOpen } from './search-open.ts';

const PAUSE_MS = 200;

const LOOKED_THROUGH = {
  responder:
    'Tickets: open ones and the latest resolved, by number, reason, words or who has them.',
  moderator: 'Tickets, by number, reason or words, and answers, by title, text or name.',
  admin: 'Tickets, answers and people.',
} as const;

/** One search over everything the reader may open. The arrows go through what was found, Enter opens it. */
export function SearchDialog() {
  const { role } = useStaff();
  const [typed, type] = useState('');
  const [, go] = useLocation();
  const q = useDebounced(typed.trim(), PAUSE_MS);
  const search = useSearch(q);
  const close = () => searchOpen.set(false);
  const groups = q !== '' && search.data ? hitGroups(search.data, q) : undefined;
  return (
    <Dialog title="Search" isOpen onClose={close}>
      <Autocomplete inputValue={typed} onInputChange={type}>
        <SearchField className="field" autoFocus maxLength={100}>
          <Label className="label">What you look for</Label>
          <Text slot="description" className="hint">
            {LOOKED_THROUGH[role]}
          </Text>
          <Input className="input" />
        </SearchField>
        <ProblemNotice problem={search.error} />
        <p className="muted" role="status">
          {groups ? countWords(groups) : ''}
        </p>
        {q !== '' && search.isPending && <Skeleton lines={3} />}
        <ListBox
          aria-label="Found"
          className={groups && groups.length > 0 ? 'hits' : 'hits none'}
          items={groups ?? []}
          onAction={(href) => {
            close();
            go(String(href));
          }}
        >
          {(group) => <Hits group={group} />}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

function Hits({ group: { title, hits, more } }: { group: HitGroup }) {
  return (
    <ListBoxSection id={title}>
      <Header className="hits-title">{title}</Header>
      <Collection items={more ? [...hits, more] : hits}>{(hit) => <HitRow hit={hit} />}</Collection>
    </ListBoxSection>
  );
}

function HitRow({ hit: { href, title, about, lang } }: { hit: Hit }) {
  return (
    <ListBoxItem id={href} textValue={title} className={about === '' ? 'hit more' : 'hit'}>
      <Text slot="label" lang={lang} className="hit-title">
        {title}
      </Text>
      {about !== '' && (
        <Text slot="description" className="hit-about">
          {about}
        </Text>
      )}
    </ListBoxItem>
  );
}
