import { useEffect, useRef } from 'react';
import { Link, Redirect } from 'wouter';
import '../styles/answer-editor.css';
import '../styles/answer-work.css';
import '../styles/clinic.css';
import '../styles/preview.css';
import type { StartView } from '../../wire/start.ts';
import { useStart } from '../api/start.ts';
import { ButtonLink } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { isDone, STEP, STEPS, type StepId } from './start-words.ts';
import { ChannelsStep } from './steps/channels-step.tsx';
import { ChecklistStep } from './steps/checklist-step.tsx';
import { FactsStep } from './steps/facts-step.tsx';
import { HoursStep } from './steps/hours-step.tsx';
import { NumberStep } from './steps/number-step.tsx';
import { PeopleStep } from './steps/people-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';
import { TrialStep } from './steps/trial-step.tsx';

/** Takes the first run up where it was left. */
export function StartFrom() {
  return (
    <Loaded query={useStart()} lines={6}>
      {(start) => (
        <Redirect
          to={`/start/${STEPS.find((step) => !isDone(step, start)) ?? 'checklist'}`}
          replace
        />
      )}
    </Loaded>
  );
}

/** One step of the first run, with the others beside it. An unknown one leads to where the run stands. */
export function StartPage({ step }: { step: string }) {
  const known = STEPS.find((one) => one === step);
  return known ? <Step key={known} step={known} /> : <StartFrom />;
}

function Step({ step }: { step: StepId }) {
  const place = STEPS.indexOf(step);
  const next = STEPS[place + 1];
  return (
    <>
      <PageHeader title={STEP[step].title}>
        <span>
          First run, step {place + 1} of {STEPS.length}. {STEP[step].about}
        </span>
      </PageHeader>
      <Loaded query={useStart()} lines={8}>
        {(start) => (
          <div className="start">
            <StepList start={start} here={step} />
            <div className="start-step">
              <Body step={step} start={start} />
              {next && (
                <div className="actions">
                  <ButtonLink
                    href={`/start/${next}`}
                    look={isDone(step, start) ? 'primary' : 'plain'}
                  >
                    Next: {STEP[next].title}
                  </ButtonLink>
                  <span className="hint">You can leave at any time: what is done stays done.</span>
                </div>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

function StepList({ start, here }: { start: StartView; here: StepId }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // On a phone the row of steps is longer than the screen.
    const current = list.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <nav aria-label="Steps of the first run" className="start-steps">
      <ol ref={list}>
        {STEPS.map((step, index) => {
          const done = isDone(step, start);
          return (
            <li key={step}>
              <Link href={`/start/${step}`} aria-current={step === here ? 'step' : undefined}>
                <span className={done ? 'mark done' : 'mark'} aria-hidden="true">
                  {done ? '✓' : index + 1}
                </span>
                <span>
                  {STEP[step].title}
                  {done && <span className="unseen">, done</span>}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Body({ step, start }: { step: StepId; start: StartView }) {
  switch (step) {
    case 'facts':
      return <FactsStep start={start} />;
    case 'hours':
      return <HoursStep start={start} />;
    case 'number':
      return <NumberStep start={start} />;
    case 'people':
      return <PeopleStep start={start} />;
    case 'channels':
      return <ChannelsStep start={start} />;
    case 'review':
      return <ReviewStep start={start} />;
    case 'trial':
      return <TrialStep start={start} />;
    case 'checklist':
      return <ChecklistStep start={start} />;
  }
}
