import { html, nothing, type TemplateResult } from 'lit';
import type { ChatState } from '../../session/chat-state.ts';
import type { Words } from '../words.ts';
import { standingView } from './standing-view.ts';

type Shown = {
  words: Words;
  name: string;
  /** `demo` says so. */
  mode: string | undefined;
  /** The chat is the page, and cannot be closed. */
  isPage: boolean;
  menu: TemplateResult;
  leave: () => void;
  close: () => void;
};

/** Who speaks here, the way out at once, and what can be done with the conversation. */
export function headerView(state: ChatState, shown: Shown): TemplateResult {
  const { words, name, mode, isPage, menu, leave, close } = shown;
  return html`
    <header class="top">
      ${isPage ? html`<h1>${name}</h1>` : html`<h2>${name}</h2>`}
      <div class="ways">
        <button
          type="button"
          class="leave"
          title=${words.leaveHint}
          aria-describedby="leaving"
          @click=${leave}
        >
          ${words.leave}
        </button>
        <span id="leaving" class="hidden">${words.leaveHint}</span>
        ${menu}
        ${isPage ? nothing : closeView(words, close)}
      </div>
      <div class="standing">
        ${standingView(state, words)}
        ${mode === 'demo' ? html`<span class="mode">${words.sampleMode}</span>` : nothing}
      </div>
    </header>
  `;
}

function closeView(words: Words, close: () => void): TemplateResult {
  return html`<button type="button" class="round close" aria-label=${words.close} @click=${close}>
    <span aria-hidden="true">×</span>
  </button>`;
}
