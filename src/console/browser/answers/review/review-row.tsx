import type { ReviewGroup, ReviewItem } from '../../../wire/answers.ts';
import { useAnswer } from '../../api/answers.ts';
import { ButtonLink } from '../../parts/controls/button.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Ago, Day } from '../../parts/display/time.tsx';
import { LANGUAGE, SHELF } from '../../words.ts';
import { shownRevisions } from '../answer-page.tsx';
import { LiveCard } from '../life/live-card.tsx';
import { PendingCard } from '../life/pending-card.tsx';
import { TranslationCard } from '../life/translation-card.tsx';
import { rowId } from './review-focus.ts';

type Props = {
  name: string;
  group: ReviewGroup;
  item: ReviewItem;
  isOpen: boolean;
  onToggle(): void;
};

/** One thing that waits; it opens in its place. */
export function ReviewRow({ name, group, item, isOpen, onToggle }: Props) {
  const { title, topic, locale, author, at, until } = item;
  return (
    <>
      <button
        type="button"
        id={rowId(name)}
        className="review-row"
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <span className="answer-title" lang={locale}>
          {title}
        </span>
        <span className="answer-foot">
          <span>{SHELF[topic]}</span>
          <span>{LANGUAGE[locale]}</span>
          {group !== 'samples' && (
            <span>
              {group === 'translate'
                ? 'English changed'
                : `${author?.firstName ?? 'Starter bank'},`}{' '}
              <Ago at={at} />
            </span>
          )}
          {until && group !== 'samples' && (
            <span>
              {Date.parse(until) > Date.now() ? 'Sent until' : 'Not sent since'} <Day at={until} />
            </span>
          )}
        </span>
      </button>
      {isOpen && <ReviewDetail group={group} item={item} />}
    </>
  );
}

function ReviewDetail({ group, item }: { group: ReviewGroup; item: ReviewItem }) {
  const query = useAnswer(item);
  return (
    <div className="review-detail">
      <Loaded query={query} lines={3}>
        {(answer) => {
          const { live, pending } = shownRevisions(answer);
          if (group === 'translate') return <TranslationCard answer={answer} />;
          const isOfLive = group === 'renew' || group === 'samples';
          if (isOfLive && live)
            return <LiveCard answer={answer} revision={live} isReplacing={false} />;
          const revision = pending.find(({ number }) => number === item.revision);
          return revision && <PendingCard answer={answer} revision={revision} live={live} />;
        }}
      </Loaded>
      <div className="actions">
        <ButtonLink href={`/answers/${item.locale}/${item.id}`} look="quiet">
          Open the page of the answer
        </ButtonLink>
      </div>
    </div>
  );
}
