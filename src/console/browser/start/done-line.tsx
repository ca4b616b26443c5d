import type { DoneView } from '../../wire/start.ts';
import { Moment } from '../parts/display/time.tsx';

/** "Done by Ada, Nov 22, 2026, 2:05 PM." */
export function DoneLine({ word, done }: { word: string; done: DoneView }) {
  return (
    <p className={done.still ? 'muted' : 'overdue'}>
      {word} by {done.by.firstName}, <Moment at={done.at} />
      {done.still ? '.' : ', but the setting was changed since.'}
    </p>
  );
}
