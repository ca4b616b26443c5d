import type { ReactNode } from 'react';
import type { ClinicProfile } from '../../../domain/clinic.ts';
import type { ClinicView } from '../../wire/clinic.ts';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { TextField } from '../parts/controls/field.tsx';
import type { FactsDraft, WordsFact, YesFact } from './facts-draft.ts';
import { type Around, FactField, wrongWith } from './fields/fact-field.tsx';
import { HoursFields } from './fields/hours-fields.tsx';
import { LanguageFields } from './fields/language-fields.tsx';
import { PriceFields } from './fields/price-fields.tsx';

type Props = {
  draft: FactsDraft;
  write(next: FactsDraft): void;
  around: Around;
  settings: ClinicProfile;
  spoken: ClinicView['spoken'];
};

export function FactSections({ draft, write, around, settings, spoken }: Props) {
  const words = (fact: WordsFact, label: string, hint: string, more: object = {}) => {
    const wrong = wrongWith(fact, around);
    return (
      <FactField fact={fact} around={around} saysItself>
        <TextField
          label={label}
          hint={hint}
          isInvalid={wrong.length > 0}
          missing={wrong.join(' ')}
          value={draft.words[fact] ?? ''}
          onChange={(text) => write({ ...draft, words: { ...draft.words, [fact]: text } })}
          {...more}
        />
      </FactField>
    );
  };
  const yes = (fact: YesFact, label: string) => (
    <FactField fact={fact} around={around}>
      <Checkbox
        isSelected={draft.yes[fact] ?? false}
        onChange={(isSo) => write({ ...draft, yes: { ...draft.yes, [fact]: isSo } })}
      >
        {label}
      </Checkbox>
    </FactField>
  );
  const number = { inputMode: 'numeric' as const };
  const url = { inputMode: 'url' as const };
  return (
    <>
      <Section title="Names and numbers">
        {words('name', 'Name', `Empty: ${settings.name}`)}
        {words('phone', 'Phone in opening hours', `Empty: ${settings.phone}`)}
        {words(
          'phone24',
          'Phone at all hours',
          `Empty: ${settings.phone24}. Safety messages always use the number of the settings.`,
        )}
        {words('address', 'Address', `Empty: ${settings.address}`)}
        <FactField fact="hours" around={around}>
          <HoursFields
            hours={draft.hours}
            otherwise={settings.hours}
            onChange={(hours) => write({ ...draft, hours })}
          />
        </FactField>
      </Section>
      <Section title="Coming to the clinic">
        {yes('parking', 'There is parking at the clinic')}
        {yes('stepFree', 'One gets in without steps')}
        {yes('interpreter', 'Free interpreters can be had')}
        <FactField fact="languages" around={around}>
          <LanguageFields
            known={spoken}
            languages={draft.languages}
            onChange={(languages) => write({ ...draft, languages })}
          />
        </FactField>
      </Section>
      <Section title="Before and during a visit">
        {words('arriveEarlyMinutes', 'Minutes to come early', 'From 5 to 60.', number)}
        {yes('guestMayStay', 'The escort may sit with the patient')}
        {words(
          'fastingFoodHours',
          'Hours without food',
          'From 1 to 24. Counts only with a clinician’s signature.',
          number,
        )}
        {words(
          'fastingDrinkHours',
          'Hours without drinks',
          'From 1 to 12. Counts only with a clinician’s signature.',
          number,
        )}
        {yes('videoVisits', 'Some visits are held by video')}
      </Section>
      <Section title="Cost and plans">
        <FactField fact="prices" around={around}>
          <PriceFields prices={draft.prices} onChange={(prices) => write({ ...draft, prices })} />
        </FactField>
        <FactField fact="plans" around={around}>
          <TextField
            label="Health plans you work with"
            hint="One a line. Working with a plan is no promise that it pays."
            rows={5}
            value={draft.plans}
            onChange={(plans) => write({ ...draft, plans })}
          />
        </FactField>
        {yes('paymentPlan', 'One may pay over time')}
        {yes('savingsCards', 'Health savings cards (HSA, FSA) are taken')}
        {words('financialHelpUrl', 'Page on help with the cost', 'Begins with https://', url)}
      </Section>
      <Section title="Links">
        {words(
          'finderUrl',
          'Page to find a headache specialist',
          'Empty: the finder of the American Migraine Foundation.',
          url,
        )}
        {words('portalUrl', 'Patient portal', 'Begins with https://', url)}
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
