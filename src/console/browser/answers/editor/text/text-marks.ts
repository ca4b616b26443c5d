/** A text with the part of it that is selected, as places in the text. */
export type Selected = { text: string; start: number; end: number };

/** Put `insert` in place of what stands from `from` to `to`, then select `select`. */
export type Edit = {
  from: number;
  to: number;
  insert: string;
  select: [start: number, end: number];
};

/** Bold (`**`) or italics (`*`) around the selection; away again when they are there. */
export function toggleMark({ text, start, end }: Selected, mark: '**' | '*'): Edit {
  const size = mark.length;
  const inside = text.slice(start, end);
  const around = text.slice(start - size, start) === mark && text.slice(end, end + size) === mark;
  const isOther = mark === '*' && text[start - 2] === '*';
  if (around && !isOther) {
    return {
      from: start - size,
      to: end + size,
      insert: inside,
      select: [start - size, end - size],
    };
  }
  return {
    from: start,
    to: end,
    insert: `${mark}${inside}${mark}`,
    select: [start + size, end + size],
  };
}

/** A dash before each line of the selection; away again when each has one. */
export function toggleList({ text, start, end }: Selected): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const after = text.indexOf('\n', end);
  const to = after === -1 ? text.length : after;
  const lines = text.slice(from, to).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const next = lines.map((line) => (isList ? line.slice(2) : `- ${line.replace(/^- /, '')}`));
  const insert = next.join('\n');
  return {
    from,
    to,
    insert,
    select: [from + (start === end ? insert.length : 0), from + insert.length],
  };
}

const ADDRESS = 'https://';

/** A link with the selection as its words, or as its address when it is one; what is missing is selected. */
export function putLink({ text, start, end }: Selected): Edit {
  const inside = text.slice(start, end);
  if (/^https:\/\/\S+$/.test(inside)) {
    return { from: start, to: end, insert: `[](${inside})`, select: [start + 1, start + 1] };
  }
  const insert = `[${inside}](${ADDRESS})`;
  const place = start + (inside === '' ? 1 : insert.length - 1);
  return { from: start, to: end, insert, select: [place, place] };
}

/** Something in place of the selection, with the caret behind it; its first dots are selected, to be written over. */
export function putText({ start, end }: Selected, insert: string): Edit {
  const dots = insert.indexOf('…');
  const behind = start + insert.length;
  const select: Edit['select'] = dots === -1 ? [behind, behind] : [start + dots, start + dots + 1];
  return { from: start, to: end, insert, select };
}
