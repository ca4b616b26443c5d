import { Link } from 'wouter';
import type { AnswerView, RevisionView } from '../../wire.ts';
import { type AnswerKey, useAnswer } from '../api/answers.ts';
import { ButtonLink } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { LANGUAGE, SHELF } from '../words.ts';
import { AnswerStatePill } from './answer-pills.tsx';
import { LiveCard } from './life/live-card.tsx';
import { PendingCard } from './life/pending-card.tsx';
import { RevisionHistory } from './life/revision-history.tsx';

const BACK = { href: '/answers', label: 'Answers' };
const ON_ITS_WAY: readonly RevisionView['state'][] = ['draft', 'in_review', 'approved'];

export function AnswerPage(key: AnswerKey) {
  const answer = useAnswer(key);
  if (!answer.data) {
    return (
      <>
        <PageHeader title={key.id} back={BACK} />
        <Loaded query={answer} lines={8}>
          {() => null}
        </Loaded>
      </>
    );
  }
  return <Answer answer={answer.data} />;
}

function Answer({ answer }: { answer: AnswerView }) {
  const [newest] = answer.revisions;
  const live = answer.revisions.find(({ number }) => number === answer.live);
  const pending = newest && ON_ITS_WAY.includes(newest.state) ? newest : undefined;
  return (
    <>
      <PageHeader
        title={(live ?? newest)?.content.title ?? answer.id}
        back={BACK}
        actions={
          <ButtonLink href={`/answers/${answer.locale}/${answer.id}/edit`} look="primary">
            Change the text
          </ButtonLink>
        }
      >
        <AnswerStatePill state={answer.state} />
        <span>{SHELF[answer.topic]}</span>
        <span>{LANGUAGE[answer.locale]}</span>
        {answer.otherLocales.map((locale) => (
          <Link key={locale} href={`/answers/${locale}/${answer.id}`}>
            In {LANGUAGE[locale]}
          </Link>
        ))}
        <code>{answer.id}</code>
      </PageHeader>
      <div className={pending ? 'pair' : 'single'}>
        {pending && <PendingCard answer={answer} revision={pending} live={live} />}
        {live ? (
          <LiveCard answer={answer} revision={live} isReplacing={pending !== undefined} />
        ) : (
          <Empty title="Patients read nothing now">
            No revision is published, so questions about this go to staff.
          </Empty>
        )}
      </div>
      <RevisionHistory answer={answer} />
    </>
  );
}
