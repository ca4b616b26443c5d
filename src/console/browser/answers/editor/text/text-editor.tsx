import { type KeyboardEvent, useId, useRef } from 'react';
import { Button, Group, Toolbar } from 'react-aria-components';
import type { SlotView } from '../../../../wire/answers.ts';
import { SlotMenu } from './slot-menu.tsx';
import {
  type Edit,
  putLink,
  putText,
  type Selected,
  toggleList,
  toggleMark,
} from './text-marks.ts';

type Props = {
  value: string;
  onChange(text: string): void;
  hint: string;
  slots: SlotView[];
  /** Without marks: staff put the words into messages of their own. */
  isPlain: boolean;
  locale: string;
};

const ROWS = 10;

/** `key`: with Control. A list has none: every letter left means something else to browsers. */
type Tool = { name: string; sign: string; key?: string; edit(selected: Selected): Edit };

const TOOLS: readonly Tool[] = [
  { name: 'Bold', sign: 'B', key: 'b', edit: (selected) => toggleMark(selected, '**') },
  { name: 'Italic', sign: 'I', key: 'i', edit: (selected) => toggleMark(selected, '*') },
  { name: 'List', sign: '•', edit: toggleList },
  { name: 'Link', sign: '↗', key: 'k', edit: putLink },
];

/** The text with a small toolbar over it; bold, italics and links have a key too. */
export function TextEditor({ value, onChange, hint, slots, isPlain, locale }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const hadFocus = useRef(false);
  const apply = (decide: (selected: Selected) => Edit) => {
    if (area.current) put(area.current, decide(selectedIn(area.current, hadFocus.current)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isPlain || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const tool = TOOLS.find(({ key }) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    apply(tool.edit);
  };
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        Text
      </label>
      <p className="hint" id={`${id} hint`}>
        {hint}
      </p>
      <Group className="text-editor">
        <Toolbar aria-label="Marks for the text" className="text-tools">
          {!isPlain &&
            TOOLS.map(({ name, sign, key, edit }) => (
              <Button
                key={name}
                className={`tool ${name.toLowerCase()}`}
                aria-label={name}
                {...(key && { 'aria-keyshortcuts': `Control+${key.toUpperCase()}` })}
                onPress={() => apply(edit)}
              >
                <span aria-hidden="true">{sign}</span>
                <span className="tool-name" aria-hidden="true">
                  {name}
                </span>
              </Button>
            ))}
          <SlotMenu slots={slots} onPick={(slot) => apply((selected) => putText(selected, slot))} />
        </Toolbar>
        <textarea
          ref={area}
          id={id}
          className="input"
          aria-describedby={`${id} hint`}
          required
          rows={ROWS}
          spellCheck
          lang={locale}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => {
            hadFocus.current = true;
          }}
        />
      </Group>
    </div>
  );
}

/** The caret of a text that nobody has been in is at its start, where nothing is meant to go. */
function selectedIn(area: HTMLTextAreaElement, hadFocus: boolean): Selected {
  const { value: text, selectionStart: start, selectionEnd: end } = area;
  return hadFocus ? { text, start, end } : { text, start: text.length, end: text.length };
}

/** As if it was typed, so that undo takes it back; a browser that lacks this gets the plain way. */
function put(area: HTMLTextAreaElement, { from, to, insert, select }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, insert)) {
    area.setRangeText(insert, from, to);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(...select);
}
