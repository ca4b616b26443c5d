import type { PriceItem } from '../../../../domain/clinic.ts';
import { Checkbox } from '../../parts/controls/checkbox.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import type { FactsDraft } from '../facts-draft.ts';

const ITEMS: readonly (readonly [PriceItem, string])[] = [
  ['first_visit', 'First visit'],
  ['infusion_visit', 'Infusion visit'],
  ['nasal_spray_visit', 'Nasal spray visit'],
  ['lozenge_program_visit', 'Lozenge program visit'],
  ['follow_up_visit', 'Follow-up visit'],
  ['missed_visit', 'Missed visit'],
];

type Prices = FactsDraft['prices'];

/** Whole dollars a visit; there is no price by amount, since it would tell a dose. */
export function PriceFields({
  prices,
  onChange,
}: {
  prices: Prices;
  onChange(prices: Prices): void;
}) {
  return (
    <fieldset className="group">
      <legend className="label">Price list</legend>
      <p className="hint">Whole dollars for patients who pay on their own. Empty: not said.</p>
      {ITEMS.map(([item, label]) => {
        const { dollars, from } = prices[item] ?? { dollars: '', from: false };
        return (
          <div key={item} className="price-line">
            <TextField
              label={`${label}, $`}
              inputMode="numeric"
              value={dollars}
              onChange={(next) => onChange({ ...prices, [item]: { dollars: next, from } })}
            />
            <Checkbox
              isSelected={from}
              onChange={(next) => onChange({ ...prices, [item]: { dollars, from: next } })}
            >
              <span className="unseen">{label}: </span>“from”
            </Checkbox>
          </div>
        );
      })}
    </fieldset>
  );
}
