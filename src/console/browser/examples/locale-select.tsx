import { Select } from '../parts/controls/select.tsx';
import { languageOf } from '../preview/preview-words.ts';

type Locale = 'en' | 'es';

export function LocaleSelect({
  value,
  onChange,
}: {
  value: Locale;
  onChange(value: Locale): void;
}) {
  return (
    <Select
      label="Language"
      value={value}
      onChange={onChange}
      options={(['en', 'es'] as const).map((locale) => [locale, languageOf(locale)] as const)}
    />
  );
}
