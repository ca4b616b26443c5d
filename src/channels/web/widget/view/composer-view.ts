import { html, nothing, type TemplateResult } from 'lit';
import type { ChatState } from '../session/chat-state.ts';
import type { Words } from './words.ts';

type Shown = {
  words: Words;
  draft: string;
  tooLong: boolean;
  /** What the button for a person sends. */
  person: string;
  say: (text: string) => void;
  input: (draft: string) => void;
  submit: (event: Event) => void;
};

/** Where a patient writes, with the way to a person and the state of the line. */
export function composerView(state: ChatState, shown: Shown): TemplateResult {
  const { words, draft, tooLong, person, say, input, submit } = shown;
  const onInput = ({ target }: Event & { target: HTMLTextAreaElement }) => input(target.value);
  return html`
    <form class="composer" @submit=${submit}>
      <div class="row">
        <label class="hidden" for="question">${words.yourMessage}</label>
        <textarea
          id="question"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          dir="auto"
          aria-describedby="keys"
          placeholder=${words.placeholder}
          .value=${draft}
          @input=${onInput}
        ></textarea>
        <button type="submit" class="send" ?disabled=${tooLong}>${words.send}</button>
      </div>
      <p id="keys" class="hidden">${words.keys}</p>
      <div class="foot">
        ${
          state.owner === 'staff'
            ? nothing
            : html`<button type="button" class="link person" @click=${() => say(person)}>
              ${words.person}
            </button>`
        }
        <p class="status" role="status">${statusOf(state, { words, tooLong })}</p>
        ${state.typing ? html`<p class="typing late" aria-hidden="true">${words.typing}</p>` : nothing}
      </div>
    </form>
  `;
}

/** What stands in the way of sending comes first. That staff write is announced when they begin, and not at each sign of it. */
function statusOf(
  state: ChatState,
  { words, tooLong }: Pick<Shown, 'words' | 'tooLong'>,
): string | TemplateResult {
  const inTheWay = tooLong ? words.tooLong : lineText(state, words);
  const { writing } = state;
  if (inTheWay !== '' || !writing) return inTheWay;
  return html`<span class="writing" dir="auto" lang=${writing.locale}>${writing.text}</span>`;
}

function lineText({ line, gone }: ChatState, words: Words): string {
  switch (line) {
    case 'offline':
      return words.offline;
    case 'broken':
      return words.connecting;
    case 'none':
    case 'opening':
    case 'open':
      return gone ? words.gone : '';
  }
}
