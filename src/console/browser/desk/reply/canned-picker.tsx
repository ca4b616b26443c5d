import { useState } from 'react';
import type { CannedTextView } from '../../../wire.ts';
import { useCannedTexts } from '../../api/desk.ts';
import { Dialog } from '../../parts/controls/dialog.tsx';
import { TextField } from '../../parts/controls/field.tsx';
import { Empty } from '../../parts/display/empty.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Pill } from '../../parts/display/pill.tsx';

type Props = {
  locale: string;
  isOpen: boolean;
  onClose(): void;
  onPick(text: string): void;
};

/** Texts that were approved for staff. One that is picked goes into the box, where it may be changed before it is sent. */
export function CannedPicker({ locale, isOpen, onClose, onPick }: Props) {
  const texts = useCannedTexts(locale, isOpen);
  const [q, search] = useState('');
  return (
    <Dialog title="Canned texts" isOpen={isOpen} onClose={onClose}>
      <TextField label="Search texts" type="search" value={q} onChange={search} autoFocus />
      <Loaded query={texts} lines={3}>
        {({ texts: all }) => (
          <Found
            texts={all.filter((text) => fits(text, q))}
            isAny={all.length > 0}
            pick={(text) => {
              onClose();
              onPick(text);
            }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

function Found({
  texts,
  isAny,
  pick,
}: {
  texts: CannedTextView[];
  isAny: boolean;
  pick(text: string): void;
}) {
  if (texts.length === 0) {
    return isAny ? (
      <p role="status">No text has these words.</p>
    ) : (
      <Empty title="No text is approved yet">
        Moderators approve them under Answers, on the shelf “Texts for staff”.
      </Empty>
    );
  }
  return (
    <ul className="canned" aria-label="Texts">
      {texts.map(({ id, title, text, sample }) => (
        <li key={id}>
          <button type="button" onClick={() => pick(text)}>
            <span className="canned-title">
              {title} {sample && <Pill tone="warn">Sample: not approved</Pill>}
            </span>
            <span className="muted">{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function fits({ title, text }: CannedTextView, q: string): boolean {
  const words = q.trim().toLowerCase().split(/\s+/);
  return words.every((word) => `${title} ${text}`.toLowerCase().includes(word));
}
