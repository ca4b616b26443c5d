import type { UseQueryResult } from '@tanstack/react-query';
import type { PreviewView } from '../../wire/preview.ts';
import { Button } from '../parts/controls/button.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { PreviewResult } from './preview-result.tsx';
import { Progress } from './progress.tsx';

type Steps = { onStop?: () => void; onAgain?: () => void };

/** A preview while it is made, and what it says. */
export function PreviewBody({ query, ...steps }: { query: UseQueryResult<PreviewView> } & Steps) {
  return (
    <Loaded query={query} lines={2}>
      {(view) => <Shown view={view} {...steps} />}
    </Loaded>
  );
}

function Shown({ view, onStop, onAgain }: { view: PreviewView } & Steps) {
  switch (view.state) {
    case 'running':
      return (
        <Progress
          label="Asking the test questions, and what patients asked lately"
          done={view.done}
          of={view.of}
          {...(onStop && { onStop })}
        />
      );
    case 'done':
      return <PreviewResult result={view.result} />;
    default:
      return (
        <Notice tone={view.state === 'failed' ? 'danger' : 'info'}>
          <p>{NOT_MADE[view.state]}</p>
          {onAgain && <Button onPress={onAgain}>Make the preview</Button>}
        </Notice>
      );
  }
}

const NOT_MADE = {
  failed:
    'The preview could not be made, and without one nothing is published. Try again, and tell an admin if it goes on.',
  stopped: 'The preview was stopped. Without one nothing is published.',
} as const;
