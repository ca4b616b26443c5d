import { Link } from 'wouter';
import type { AnswerView } from '../../wire/answers.ts';
import { type AnswerKey, answerPlace, useAnswer } from '../api/answers.ts';
import { usePresenceAt } from '../api/presence.ts';
import { ButtonLink } from '../parts/controls/button.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { useKeptDrafts } from '../parts/draft.ts';
import { LANGUAGE, SHELF } from '../words.ts';
import '../styles/answer-editor.css';
import '../styles/answer-work.css';
import { AnswerStatePill, TranslationPill } from './answer-pills.tsx';
import { draftNameOf } from './editor/draft-of.ts';
import { RevisionHistory } from './history/revision-history.tsx';
import { LiveCard } from './life/live-card.tsx';
import { PendingCard } from './life/pending-card.tsx';
import { TranslationCard } from './life/translation-card.tsx';
import { OthersHere } from './others-here.tsx';

const BACK = { href: '/answers', label: 'Answers' };

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
  const presence = usePresenceAt(answerPlace(answer));
  const { live, pending } = shownRevisions(answer);
  const [newest] = answer.revisions;
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
        {answer.translation && <TranslationPill state={answer.translation.state} />}
        <span>{SHELF[answer.topic]}</span>
        <Languages answer={answer} />
        <code>{answer.id}</code>
      </PageHeader>
      <OthersHere presence={presence.data} />
      <UnsavedText answer={answer} />
      <TranslationCard answer={answer} />
      <div className={pending.length > 0 ? 'pair' : 'single'}>
        {pending.length > 0 && (
          <div className="stack">
            {pending.map((revision) => (
              <PendingCard key={revision.number} answer={answer} revision={revision} live={live} />
            ))}
          </div>
        )}
        {live ? (
          <LiveCard answer={answer} revision={live} isReplacing={pending.length > 0} />
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

/** The reader's own writing, which nobody else can see. */
function UnsavedText({ answer }: { answer: AnswerView }) {
  const kept = useKeptDrafts();
  if (!kept.includes(draftNameOf(answer))) return null;
  return (
    <Notice>
      <p>You have unsaved text for this answer in this browser.</p>
      <ButtonLink href={`/answers/${answer.locale}/${answer.id}/edit`}>Go on writing</ButtonLink>
    </Notice>
  );
}

/** What is live, and what is on its way, newest first. */
export function shownRevisions({ revisions, live, pending }: AnswerView) {
  return {
    live: revisions.find(({ number }) => number === live),
    pending: revisions.filter(({ number }) => pending.includes(number)),
  };
}

/** The other languages of the answer, and the way to write the one that is missing. */
function Languages({ answer: { id, locale, others, live } }: { answer: AnswerView }) {
  return (
    <>
      <span>{LANGUAGE[locale]}</span>
      {others.map(({ locale: other, exists }) => {
        if (exists) {
          return (
            <Link key={other} href={`/answers/${other}/${id}`}>
              In {LANGUAGE[other]}
            </Link>
          );
        }
        if (other === 'en' || locale !== 'en' || live === null) return null;
        return (
          <Link key={other} href={`/answers/${other}/${id}/edit`}>
            Translate into {LANGUAGE[other]}
          </Link>
        );
      })}
    </>
  );
}
