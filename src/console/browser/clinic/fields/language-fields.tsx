import { Checkbox } from '../../parts/controls/checkbox.tsx';

const names = new Intl.DisplayNames('en', { type: 'language' });

type Props = {
  known: readonly string[];
  languages: readonly string[];
  onChange(languages: string[]): void;
};

export function LanguageFields({ known, languages, onChange }: Props) {
  return (
    <fieldset className="group">
      <legend className="label">Languages that staff speak</legend>
      <p className="hint">Six at most, and only where someone is there to speak it.</p>
      <div className="language-list">
        {known.map((code) => (
          <Checkbox
            key={code}
            isSelected={languages.includes(code)}
            onChange={(isSpoken) =>
              onChange(known.filter((one) => (one === code ? isSpoken : languages.includes(one))))
            }
          >
            {names.of(code)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
