import { Link } from 'wouter';
import type { AnswerSummary } from '../../../wire/answers.ts';
import { Ago, Day } from '../../parts/display/time.tsx';
import { LANGUAGE, SHELF } from '../../words.ts';
import { AnswerStatePill, PendingPill, TranslationPill } from '../answer-pills.tsx';

type Props = { answer: AnswerSummary; withTopic: boolean };

export function AnswerRow({ answer, withTopic }: Props) {
  const { id, locale, title, topic, state, pending, translation, live, changedAt } = answer;
  return (
    <Link href={`/answers/${locale}/${id}`} className="answer-row">
      <span className="answer-title" lang={locale}>
        {title}
      </span>
      <span className="answer-pills">
        {pending.map((one) => (
          <PendingPill key={one.number} state={one.state} />
        ))}
        {translation === 'outdated' && <TranslationPill state={translation} />}
        <AnswerStatePill state={state} />
      </span>
      <span className="answer-foot">
        <code>{id}</code>
        {withTopic && <span>{SHELF[topic]}</span>}
        <span>{LANGUAGE[locale]}</span>
        <span>
          Changed <Ago at={changedAt} />
        </span>
        {live?.reviewBy && (
          <span>
            Review by <Day at={live.reviewBy} />
          </span>
        )}
      </span>
    </Link>
  );
}
