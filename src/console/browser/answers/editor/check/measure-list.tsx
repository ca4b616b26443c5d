import type { Measures } from '../../../../wire/answers.ts';

/** Length and difficulty against what is allowed. */
export function MeasureList({
  measures: { grade, words, longestSentence },
}: {
  measures: Measures;
}) {
  return (
    <dl className="measures">
      {grade && (
        <Measure
          name="Reading grade"
          is={grade.is}
          most={grade.most}
          means={`aim ${grade.aim}, at most ${grade.most}`}
        />
      )}
      <Measure name="Words" is={words.is} most={words.most} means={`at most ${words.most}`} />
      <Measure
        name="Longest sentence"
        is={longestSentence.is}
        most={longestSentence.most}
        means={`at most ${longestSentence.most} words`}
      />
    </dl>
  );
}

type Props = { name: string; is: number; most: number; means: string };

function Measure({ name, is, most, means }: Props) {
  const figure = Math.max(0, Math.round(is * 10) / 10);
  return (
    <div className={is > most ? 'measure over' : 'measure'}>
      <dt>{name}</dt>
      <dd>
        <span className="figure">{figure}</span> <span className="hint">{means}</span>
        <meter min={0} max={most * 1.5} high={most} optimum={0} value={figure} aria-label={name} />
      </dd>
    </div>
  );
}
