import type { PresenceView } from '../../../wire.ts';

const list = new Intl.ListFormat('en');

/** "Ana is writing. Ben is looking at this." Room is kept for it, so that nothing jumps when somebody comes. */
export function PresenceLine({ presence }: { presence: PresenceView | undefined }) {
  const { writing = [], looking = [] } = presence ?? {};
  return (
    <p className="presence" role="status">
      {writing.length > 0 && (
        <span className="strong">{sentence(writing, 'writing to the patient')} </span>
      )}
      {looking.length > 0 && sentence(looking, 'looking at this')}
    </p>
  );
}

function sentence(people: PresenceView['writing'], doing: string): string {
  const names = list.format(people.map(({ firstName }) => firstName));
  return `${names} ${people.length === 1 ? 'is' : 'are'} ${doing}.`;
}
