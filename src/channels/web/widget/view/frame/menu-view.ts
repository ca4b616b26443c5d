import { html, nothing, type TemplateResult } from 'lit';
import type { ChatState } from '../../session/chat-state.ts';
import type { Words } from '../words.ts';

type MenuDeeds = {
  toggle(): void;
  tellKept(): void;
  save(): void;
  print(): void;
  askErase(): void;
};

type Shown = { words: Words; howItWorks: string; isOpen: boolean; deeds: MenuDeeds };

/**
 * A button that shows and hides a list: the help first, so that it is found in the same place on every view, then what one
 * can do. What needs a conversation is there once there is one.
 */
export function menuView(
  { messages, unsent }: ChatState,
  { words, howItWorks, isOpen, deeds }: Shown,
): TemplateResult {
  const isEmpty = messages.length + unsent.length === 0;
  const deed = (label: string, does: () => void) =>
    html`<li><button type="button" @click=${does}>${label}</button></li>`;
  return html`
    <button
      type="button"
      class="round more"
      aria-label=${words.more}
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-controls="menu"
      @click=${deeds.toggle}
    >
      <span aria-hidden="true">⋯</span>
    </button>
    <ul id="menu" class="menu" ?hidden=${!isOpen}>
      <li>
        <a href=${howItWorks} target="_blank" rel="noopener noreferrer">${words.howItWorks}</a>
      </li>
      ${deed(words.kept, deeds.tellKept)}
      ${
        isEmpty
          ? nothing
          : html`${deed(words.save, deeds.save)} ${deed(words.print, deeds.print)}
            ${deed(words.erase, deeds.askErase)}`
      }
    </ul>
  `;
}
