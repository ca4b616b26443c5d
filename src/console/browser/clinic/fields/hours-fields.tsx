import type { OpenHours, Weekday } from '../../../../domain/clinic.ts';
import { Button } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Select } from '../../parts/controls/select.tsx';

const DAYS: readonly (readonly [Weekday, string])[] = [
  ['mo', 'Monday'],
  ['tu', 'Tuesday'],
  ['we', 'Wednesday'],
  ['th', 'Thursday'],
  ['fr', 'Friday'],
  ['sa', 'Saturday'],
  ['su', 'Sunday'],
];
const MOST_LINES = 3;
const FIRST: OpenHours = { from: 'mo', to: 'fr', opens: '09:00', closes: '17:00' };

type Props = { hours: OpenHours[]; onChange(hours: OpenHours[]): void; otherwise: string };

export function HoursFields({ hours, onChange, otherwise }: Props) {
  const put = (at: number, part: Partial<OpenHours>) =>
    onChange(hours.map((span, index) => (index === at ? { ...span, ...part } : span)));
  return (
    <fieldset className="group">
      <legend className="label">Opening hours</legend>
      <p className="hint">
        {hours.length === 0 && `From the settings: ${otherwise}. `}
        When staff are paged follows from the OPENING_HOURS setting: keep both alike.
      </p>
      {hours.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
        <div key={at} className="hours-line">
          <Select
            label={`From, line ${at + 1}`}
            value={span.from}
            options={DAYS}
            onChange={(from) => put(at, { from })}
          />
          <Select
            label={`To, line ${at + 1}`}
            value={span.to}
            options={DAYS}
            onChange={(to) => put(at, { to })}
          />
          <TextField
            label={`Opens, line ${at + 1}`}
            type="time"
            value={span.opens}
            onChange={(opens) => put(at, { opens })}
          />
          <TextField
            label={`Closes, line ${at + 1}`}
            type="time"
            value={span.closes}
            onChange={(closes) => put(at, { closes })}
          />
          <Button
            look="quiet"
            aria-label={`Remove line ${at + 1} of the opening hours`}
            onPress={() => onChange(hours.filter((_, index) => index !== at))}
          >
            Remove
          </Button>
        </div>
      ))}
      {hours.length < MOST_LINES && (
        <div className="actions">
          <Button onPress={() => onChange([...hours, FIRST])}>
            {hours.length === 0 ? 'Say the opening hours' : 'Add a line'}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
