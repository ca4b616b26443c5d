import { useState } from 'react';
import { Link } from 'wouter';
import type { AnswerFrame } from '../../../wire/answers.ts';
import { useAnswer, useAnswerFrame } from '../../api/answers.ts';
import { TextField } from '../../parts/controls/field.tsx';
import { Select } from '../../parts/controls/select.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { PageHeader } from '../../parts/display/page-header.tsx';
import { LANGUAGE } from '../../words.ts';
import { AnswerEditor } from './answer-editor.tsx';
import { newDraft } from './draft-of.ts';
import { AnsweredAlready } from './fields/intent-fields.tsx';

type Start = { intent: string; locale: string; isForStaff: boolean; fromGap: boolean };

/** `/answers/new?intent=…&locale=…`, with `&gap=…` to meet a gap, or `?use=staff` for a canned text. */
export function NewPage() {
  const [start] = useState(readStart);
  const [locale, setLocale] = useState(start.locale);
  const frame = useAnswerFrame(locale);
  return (
    <>
      <PageHeader
        title={start.isForStaff ? 'New text for staff' : 'New answer'}
        back={
          start.fromGap ? { href: '/gaps', label: 'Gaps' } : { href: '/answers', label: 'Answers' }
        }
      >
        <span>
          {start.isForStaff
            ? 'Staff put it into messages of their own; the bot never says it.'
            : 'Patients read it once others have approved it and someone publishes it.'}
        </span>
      </PageHeader>
      <Loaded query={frame} lines={8}>
        {(around) => (
          <Writing
            key={locale}
            start={start}
            frame={around}
            locale={locale}
            setLocale={setLocale}
          />
        )}
      </Loaded>
    </>
  );
}

type Props = { start: Start; frame: AnswerFrame; locale: string; setLocale(locale: string): void };

function Writing({ start, frame, locale, setLocale }: Props) {
  const [initial] = useState(() => newDraft(start));
  const [id, setId] = useState(() => nameFor(start));
  const isNamed = NAME.test(id);
  const taken = useAnswer({ id, locale }, { isWanted: isNamed });
  return (
    <AnswerEditor
      answerKey={{ id, locale }}
      draftName={`new answer ${locale} ${start.isForStaff ? 'for staff' : start.intent}`}
      initial={initial}
      frame={frame}
      leave="/answers"
      isUnnamed={!isNamed || taken.data !== undefined}
      first={
        <>
          {start.intent !== '' && <AnsweredAlready intent={start.intent} locale={locale} />}
          <Select
            label="Language"
            value={locale}
            options={Object.entries(LANGUAGE)}
            onChange={setLocale}
          />
          <TextField
            label="Name"
            hint={`A topic, a dot and a few words in lower case, such as ${start.isForStaff ? 'canned.please-call' : 'driving.after-treatment'}. It stays for good; all languages share it.`}
            isRequired
            pattern={NAME_PATTERN}
            missing="A topic, a dot and a few words in lower case with dashes."
            maxLength={60}
            value={id}
            onChange={(typed) => setId(typed.toLowerCase().trim())}
          />
          {taken.data && (
            <Notice tone="warn">
              <p>
                There is an answer with this name already:{' '}
                <Link href={`/answers/${locale}/${id}`}>
                  {taken.data.revisions[0]?.content.title ?? id}
                </Link>
                . Change that one, or choose another name.
              </p>
            </Notice>
          )}
        </>
      }
    />
  );
}

/** As the server has it; the second is for the browser, whose patterns take no dash at the end of a list. */
const NAME = /^[a-z_-]+[.][a-z-]+$/;
const NAME_PATTERN = '([a-z_]|-)+[.]([a-z]|-)+';

function readStart(): Start {
  const found = new URLSearchParams(window.location.search);
  const locale = found.get('locale') ?? 'en';
  return {
    intent: found.get('intent') ?? '',
    locale: Object.hasOwn(LANGUAGE, locale) ? locale : 'en',
    isForStaff: found.get('use') === 'staff',
    fromGap: found.has('gap'),
  };
}

/** An answer is named after the question it was first written for. */
function nameFor({ intent, isForStaff }: Start): string {
  if (isForStaff) return 'canned.';
  const [topic = '', thing = ''] = intent.split('.');
  return intent === '' ? '' : `${topic.replaceAll('_', '-')}.${thing.replaceAll('_', '-')}`;
}
