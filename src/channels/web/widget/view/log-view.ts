import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Press, Welcome } from '../../chat/chat-schemas.ts';
import type { ChatState } from '../session/chat-state.ts';
import { messageView, partsView, plainReplyView, unsentView } from './message-view.ts';
import type { Words } from './words.ts';

type Shown = {
  words: Words;
  welcome: Welcome | undefined;
  /** The welcome could not be read. */
  failed: boolean;
  say: (text: string, label?: string) => void;
  retry: (messageId: string) => void;
  press: (press: Press) => void;
};

/** All that was said, what is still unsent, and the notice while there is nothing. */
export function logView(state: ChatState, shown: Shown): TemplateResult {
  const { messages, unsent, refused, loaded, unstoredReply, presses } = state;
  const { words, say, retry, press } = shown;
  const last = messages.findLast(({ aside }) => !aside);
  return html`
    <div
      class="log"
      role="log"
      aria-label=${words.chat}
      aria-live=${loaded ? 'polite' : 'off'}
      tabindex="0"
    >
      ${messages.length + unsent.length === 0 ? emptyView(loaded, shown) : nothing}
      ${repeat(
        messages,
        ({ seq }) => seq,
        (message) =>
          messageView(message, {
            words,
            choose: say,
            presses,
            press,
            isLast: message === last && unsent.length === 0,
          }),
      )}
      ${repeat(
        unsent,
        ({ messageId }) => messageId,
        (message) => unsentView(message, { words, retry, refused: refused.has(message.messageId) }),
      )}
      ${unstoredReply ? plainReplyView(unstoredReply, words) : nothing}
    </div>
  `;
}

function emptyView(loaded: boolean, { words, welcome, failed, say }: Shown): TemplateResult {
  if (failed) return html`<p>${words.failed}</p>`;
  if (!welcome || !loaded) return html`<p class="late">${words.connecting}</p>`;
  return html`
    <div class="message bot" lang=${welcome.locale}>
      ${partsView(welcome.parts, words)}
      <h3 class="ask">${words.topics}</h3>
      <div class="choices" role="group" aria-label=${words.topics}>
        ${welcome.topics.map(
          ({ label }) => html`<button type="button" @click=${() => say(label)}>${label}</button>`,
        )}
      </div>
    </div>
  `;
}
