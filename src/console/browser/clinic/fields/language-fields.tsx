import { Checkbox } from '../../parts/controls/checkbox.tsx';

const CODES = [
  'en',
  'es',
  'zh',
  'tl',
  'vi',
  'ar',
  'fr',
  'ko',
  'ru',
  'pt',
  'ht',
  'hi',
  'de',
  'pl',
  'it',
];
const names = new Intl.DisplayNames('en', { type: 'language' });

type Props = { languages: readonly string[]; onChange(languages: string[]): void };

export function LanguageFields({ languages, onChange }: Props) {
  return (
    <fieldset className="group">
      <legend className="label">Languages that staff speak</legend>
      <p className="hint">Six at most, and only where someone is there to speak it.</p>
      <div className="language-list">
        {CODES.map((code) => (
          <Checkbox
            key={code}
            isSelected={languages.includes(code)}
            onChange={(isSpoken) =>
              onChange(CODES.filter((one) => (one === code ? isSpoken : languages.includes(one))))
            }
          >
            {names.of(code)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
