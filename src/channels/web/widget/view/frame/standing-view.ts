import { html, type TemplateResult } from 'lit';
import type { ChatState } from '../../session/chat-state.ts';
import type { Words } from '../words.ts';

/** Who speaks here: the bot, or in the approved words of the server a person. */
export function standingView({ standing }: ChatState, words: Words): TemplateResult {
  return standing
    ? html`<p class="person-here" dir="auto" lang=${standing.locale}>${standing.text}</p>`
    : html`<p>${words.automated}</p>`;
}
