import { useState } from 'react';
import { Link } from 'wouter';
import type { AnswerList, AnswerSummary } from '../../wire.ts';
import { type AnswerSearch, useAnswers } from '../api/answers.ts';
import { Button } from '../parts/controls/button.tsx';
import { TextField } from '../parts/controls/field.tsx';
import { Select } from '../parts/controls/select.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { Ago } from '../parts/display/time.tsx';
import { useDebounced } from '../parts/use-debounced.ts';
import { useStaff } from '../shell/use-staff.ts';
import { ANSWER_FILTER, LANGUAGE, SHELF } from '../words.ts';
import { AnswerStatePill, PendingPill } from './answer-pills.tsx';

const EVERYTHING: AnswerSearch = { q: '', topic: '', locale: '', state: '' };

export function AnswersPage() {
  const [search, setSearch] = useState(readAddress);
  const answers = useAnswers(useDebounced(search));
  const change = (part: Partial<AnswerSearch>) => {
    const next = { ...search, ...part };
    setSearch(next);
    writeAddress(next);
  };
  return (
    <>
      <PageHeader title="Answers" />
      <SampleNotice />
      <Filters search={search} change={change} />
      <Loaded query={answers} lines={8}>
        {(list) => <Found list={list} clear={() => change(EVERYTHING)} />}
      </Loaded>
    </>
  );
}

function SampleNotice() {
  const { installation } = useStaff();
  return (
    <Notice>
      {installation.mode === 'demo'
        ? 'Demo mode: answers without their approvals are served as samples, and say so.'
        : 'Live mode: an answer without its approvals is not served.'}
    </Notice>
  );
}

function Filters({
  search,
  change,
}: {
  search: AnswerSearch;
  change(part: Partial<AnswerSearch>): void;
}) {
  return (
    <search className="filters">
      <TextField label="Search" type="search" value={search.q} onChange={(q) => change({ q })} />
      <Select
        label="State"
        value={search.state}
        options={[['', 'All'], ...entries(ANSWER_FILTER)]}
        onChange={(state) => change({ state })}
      />
      <Select
        label="Topic"
        value={search.topic}
        options={[['', 'All'], ...entries<string>(SHELF)]}
        onChange={(topic) => change({ topic })}
      />
      <Select
        label="Language"
        value={search.locale}
        options={[['', 'All'], ...entries<string>(LANGUAGE)]}
        onChange={(locale) => change({ locale })}
      />
    </search>
  );
}

function Found({ list: { answers, total }, clear }: { list: AnswerList; clear(): void }) {
  if (total === 0) {
    return (
      <Empty title="No answers yet">
        The starter bank is read when the server starts. Ask an admin to look at its log.
      </Empty>
    );
  }
  if (answers.length === 0) {
    return (
      <Empty title="Nothing fits">
        No answer has all of this. <Button onPress={clear}>Show all {total}</Button>
      </Empty>
    );
  }
  return (
    <>
      <p className="muted" role="status">
        {answers.length === total ? `${total} answers` : `${answers.length} of ${total} answers`}
      </p>
      {byTopic(answers).map(([topic, group]) => (
        <section key={topic} className="section" aria-label={SHELF[topic]}>
          <h2>
            {SHELF[topic]} <span className="tally">{group.length}</span>
          </h2>
          <ul className="answers">
            {group.map((answer) => (
              <li key={`${answer.id} ${answer.locale}`}>
                <AnswerRow answer={answer} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function AnswerRow({ answer }: { answer: AnswerSummary }) {
  const { id, locale, title, state, pending, changedAt } = answer;
  return (
    <Link href={`/answers/${locale}/${id}`} className="answer-row">
      <span className="answer-title" lang={locale}>
        {title}
      </span>
      <span className="answer-pills">
        {pending && <PendingPill pending={pending} />}
        <AnswerStatePill state={state} />
      </span>
      <span className="answer-foot">
        <code>{id}</code>
        <span>{LANGUAGE[locale]}</span>
        <span>
          Changed <Ago at={changedAt} />
        </span>
      </span>
    </Link>
  );
}

function byTopic(answers: AnswerSummary[]): [AnswerSummary['topic'], AnswerSummary[]][] {
  const groups = new Map<AnswerSummary['topic'], AnswerSummary[]>();
  for (const answer of answers) {
    groups.set(answer.topic, [...(groups.get(answer.topic) ?? []), answer]);
  }
  return [...groups];
}

function entries<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}

/** The search stands in the address, so that it can be sent to someone and survives "back". */
function readAddress(): AnswerSearch {
  const found = Object.fromEntries(new URLSearchParams(window.location.search));
  return { ...EVERYTHING, ...found };
}

function writeAddress(search: AnswerSearch): void {
  const chosen = Object.entries(search).filter(([, value]) => value !== '');
  const query = new URLSearchParams(chosen).toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}
