import { useState } from 'react';
import { Button } from '../../../parts/controls/button.tsx';
import { TextField } from '../../../parts/controls/field.tsx';
import { randomId } from '../../../parts/random-id.ts';
import type { SourceDraft } from '../draft-of.ts';

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
        <OneSource
          key={source.key}
          source={source}
          place={index + 1}
          change={(part) => change(source.key, part)}
          remove={() => onChange(sources.filter(({ key }) => key !== source.key))}
        />
      ))}
      {sources.length === 0 && <p className="field-error">An answer needs at least one source.</p>}
      <div className="actions">
        <Button onPress={add}>Add a source</Button>
      </div>
    </fieldset>
  );
}

type OneProps = {
  source: SourceDraft;
  place: number;
  change(part: Partial<SourceDraft>): void;
  remove(): void;
};

/** Folded away once it was whole when the page opened; it stays as it is while somebody types in it. */
function OneSource({ source, place, change, remove }: OneProps) {
  const [isNew] = useState(() => [source.title, source.publisher, source.checked].includes(''));
  return (
    <details className="source" open={isNew}>
      <summary>{source.title || `Source ${place}`}</summary>
      <div className="source-fields">
        <TextField
          label="Title"
          isRequired
          missing="A source needs a title."
          value={source.title}
          onChange={(title) => change({ title })}
        />
        <TextField
          label="Publisher"
          isRequired
          missing="Say who published it."
          value={source.publisher}
          onChange={(publisher) => change({ publisher })}
        />
        <TextField
          label="Where in it"
          value={source.locator}
          onChange={(locator) => change({ locator })}
        />
        <TextField
          label="Web address"
          type="url"
          missing="A full address, such as https://www.fda.gov/page."
          value={source.url}
          onChange={(url) => change({ url })}
        />
        <TextField
          label="Checked on"
          type="date"
          isRequired
          missing="Say when someone last looked at it."
          value={source.checked}
          onChange={(checked) => change({ checked })}
        />
        <Button look="quiet" aria-label={`Remove source ${place}`} onPress={remove}>
          Remove
        </Button>
      </div>
    </details>
  );
}
