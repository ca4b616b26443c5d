import type { AnswerList, AnswerSummary } from '../../../wire/answers.ts';
import { type AnswerSearch, useAnswers } from '../../api/answers.ts';
import { Button, ButtonLink } from '../../parts/controls/button.tsx';
import { Empty } from '../../parts/display/empty.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { useDebounced } from '../../parts/use-debounced.ts';
import { useStaff } from '../../parts/use-staff.ts';
import { SHELF } from '../../words.ts';
import '../../styles/answer-work.css';
import { EVERYTHING, isNarrowed, useAddressSearch } from './address-search.ts';
import { AnswerFilters } from './answer-filters.tsx';
import { AnswerRow } from './answer-row.tsx';

export function AnswersPage() {
  const [search, change] = useAddressSearch();
  const answers = useAnswers(useDebounced(search));
  return (
    <>
      <PageHeader
        title="Answers"
        actions={
          <>
            <ButtonLink href="/answers/new">New answer</ButtonLink>
            <ButtonLink href="/answers/new?use=staff" look="quiet">
              New text for staff
            </ButtonLink>
          </>
        }
      />
      <SampleNotice />
      <AnswerFilters search={search} change={change} counts={answers.data?.counts} />
      <Loaded query={answers} lines={8}>
        {(list) => <Found list={list} search={search} clear={() => change(EVERYTHING)} />}
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

type FoundProps = { list: AnswerList; search: AnswerSearch; clear(): void };

function Found({ list: { answers, total }, search, clear }: FoundProps) {
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
      <p className="muted found" role="status">
        {answers.length === total ? '' : `${answers.length} of `}
        {total === 1 ? '1 answer' : `${total} answers`}
        {isNarrowed(search) && (
          <Button look="quiet" onPress={clear}>
            Show all
          </Button>
        )}
      </p>
      {search.sort === '' ? <ByTopic answers={answers} /> : <Rows answers={answers} withTopic />}
    </>
  );
}

function ByTopic({ answers }: { answers: AnswerSummary[] }) {
  return byTopic(answers).map(([topic, group]) => (
    <section key={topic} className="section" aria-label={SHELF[topic]}>
      <h2>
        {SHELF[topic]} <span className="tally">{group.length}</span>
      </h2>
      <Rows answers={group} withTopic={false} />
    </section>
  ));
}

function Rows({ answers, withTopic }: { answers: AnswerSummary[]; withTopic: boolean }) {
  return (
    <ul className="answers">
      {answers.map((answer) => (
        <li key={`${answer.id} ${answer.locale}`}>
          <AnswerRow answer={answer} withTopic={withTopic} />
        </li>
      ))}
    </ul>
  );
}

function byTopic(answers: AnswerSummary[]): [AnswerSummary['topic'], AnswerSummary[]][] {
  const groups = new Map<AnswerSummary['topic'], AnswerSummary[]>();
  for (const answer of answers) {
    groups.set(answer.topic, [...(groups.get(answer.topic) ?? []), answer]);
  }
  return [...groups];
}
