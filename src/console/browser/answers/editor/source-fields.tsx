import { Button } from '../../parts/controls/button.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { randomId } from '../../parts/random-id.ts';
import type { SourceDraft } from './draft-of.ts';

type Props = { sources: SourceDraft[]; onChange(sources: SourceDraft[]): void };

/** Where the facts come from. Patients see these behind a fold. */
export function SourceFields({ sources, onChange }: Props) {
  const change = (key: string, part: Partial<SourceDraft>) =>
    onChange(sources.map((source) => (source.key === key ? { ...source, ...part } : source)));
  const add = () =>
    onChange([
      ...sources,
      { key: randomId(), title: '', publisher: '', locator: '', url: '', checked: '' },
    ]);
  return (
    <fieldset className="group">
      <legend className="label">Sources</legend>
      {sources.map((source, index) => (
        <details key={source.key} className="source" open={source.title === ''}>
          <summary>{source.title || `Source ${index + 1}`}</summary>
          <div className="source-fields">
            <TextField
              label="Title"
              isRequired
              missing="A source needs a title."
              value={source.title}
              onChange={(title) => change(source.key, { title })}
            />
            <TextField
              label="Publisher"
              isRequired
              missing="Say who published it."
              value={source.publisher}
              onChange={(publisher) => change(source.key, { publisher })}
            />
            <TextField
              label="Where in it"
              value={source.locator}
              onChange={(locator) => change(source.key, { locator })}
            />
            <TextField
              label="Web address"
              type="url"
              missing="A full address, such as https://www.fda.gov/page."
              value={source.url}
              onChange={(url) => change(source.key, { url })}
            />
            <TextField
              label="Checked on"
              type="date"
              isRequired
              missing="Say when someone last looked at it."
              value={source.checked}
              onChange={(checked) => change(source.key, { checked })}
            />
            <Button
              look="quiet"
              aria-label={`Remove source ${index + 1}`}
              onPress={() => onChange(sources.filter(({ key }) => key !== source.key))}
            >
              Remove
            </Button>
          </div>
        </details>
      ))}
      {sources.length === 0 && <p className="field-error">An answer needs at least one source.</p>}
      <div className="actions">
        <Button onPress={add}>Add a source</Button>
      </div>
    </fieldset>
  );
}
