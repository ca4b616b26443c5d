import type { PresenceView } from '../../wire.ts';
import { Notice } from '../parts/display/notice.tsx';

const list = new Intl.ListFormat('en');

type Props = { presence: PresenceView | undefined; isEditor?: boolean };

/** Who else is at this answer: the second of two writers is warned before they have written much. */
export function OthersHere({ presence, isEditor = false }: Props) {
  const { writing = [], looking = [] } = presence ?? {};
  if (writing.length > 0) {
    return (
      <Notice tone="warn">
        <p>
          {sentence(writing, 'changing this answer now')}{' '}
          {isEditor
            ? 'Whoever saves second is shown what the first changed; nothing is overwritten.'
            : 'Talk to each other before you change it too.'}
        </p>
      </Notice>
    );
  }
  return looking.length > 0 ? (
    <p className="muted" role="status">
      {sentence(looking, 'looking at this answer')}
    </p>
  ) : null;
}

function sentence(people: PresenceView['writing'], doing: string): string {
  const names = list.format(people.map(({ firstName }) => firstName));
  return `${names} ${people.length === 1 ? 'is' : 'are'} ${doing}.`;
}
