import type { TranslationView } from '../../../../wire/answers.ts';
import { Checkbox } from '../../../parts/controls/checkbox.tsx';
import { Markdown } from '../../../parts/display/markdown.tsx';
import { WordDiff } from '../../preview/word-diff.tsx';

type Props = {
  id: string;
  source: TranslationView['source'];
  /** The English revision that the text follows; `null` while it follows none. */
  follows: number | null;
  onFollow(revision: number | null): void;
};

/** The English words that are live, and what changed in them since the translation was made. */
export function SourceCard({ id, source, follows, onFollow }: Props) {
  if (!source) return null;
  const isBehind = follows !== null && follows !== source.number;
  return (
    <section className="card" aria-labelledby="source">
      <h2 id="source">
        In English <span className="tally">revision {source.number}, live</span>
      </h2>
      <p className="strong" lang="en">
        {source.title}
      </p>
      <div lang="en">
        <Markdown text={source.text} />
      </div>
      {isBehind && (
        <>
          <h3>What changed since revision {follows}, which this translation follows</h3>
          <WordDiff answer={{ id, locale: 'en' }} from={follows} to={source.number} />
        </>
      )}
      <Checkbox
        isSelected={follows === source.number}
        onChange={(selected) => onFollow(selected ? source.number : null)}
        hint="With this mark it counts as up to date. Leave it out while something is missing."
      >
        My text says all that English revision {source.number} says
      </Checkbox>
    </section>
  );
}
