import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { DraftTarget, IntentView } from '../../wire/answers.ts';
import type { GapView } from '../../wire/gaps.ts';
import { useIntents } from '../api/answers.ts';
import { useDraftTargets } from '../api/desk.ts';
import { FormActions } from '../parts/controls/form-actions.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { IntentSelect } from './intent-select.tsx';

type Props = { gap: GapView; onClose(): void };

/** Which question is to be answered. The editor opens with the answer that it has, else with a new one. */
export function DraftForm(props: Props) {
  const intents = useIntents();
  const own = useDraftTargets(props.gap.locale);
  const english = useDraftTargets('en');
  return (
    <>
      <p>
        The editor opens with the patients’ words above it. The question stays open until you save a
        draft.
      </p>
      <Loaded query={intents} lines={1}>
        {(list) => (
          <Loaded query={own} lines={1}>
            {({ targets }) => (
              <Loaded query={english} lines={1}>
                {(rest) => <Choose {...props} {...list} targets={[...targets, ...rest.targets]} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

/** `targets`: those of the patient's language first; what is there in English alone is translated. */
type Choice = Props & { intents: IntentView[]; targets: DraftTarget[] };

function Choose({ gap, onClose, targets, ...rest }: Choice) {
  const intents = rest.intents.filter(({ topic }) => topic !== 'out_of_scope');
  const guess = intents.filter(({ id }) => id === gap.guess?.intent).map(({ id }) => id);
  const [intent, setIntent] = useState(guess[0] ?? '');
  const [, go] = useLocation();
  const answer = targets.find((one) => one.intent === intent && one.answer)?.answer;
  const open = (event: FormEvent) => {
    event.preventDefault();
    go(editorAddress(gap, { intent, answer: answer?.id }));
  };
  return (
    <form className="form" onSubmit={open}>
      <IntentSelect intents={intents} value={intent} likely={guess} onChange={setIntent} />
      {answer && (
        <Notice>
          “{answer.title}” answers this already: you change that answer. Patients read the old words
          until yours are published.
        </Notice>
      )}
      <FormActions confirm="Open the editor" onCancel={onClose} />
    </form>
  );
}

type Wanted = { intent: string; answer: string | undefined };

function editorAddress({ id: gap, locale }: GapView, { intent, answer }: Wanted): string {
  if (answer) return `/answers/${locale}/${answer}/edit?${new URLSearchParams({ intent, gap })}`;
  return `/answers/new?${new URLSearchParams({ intent, locale, gap })}`;
}
