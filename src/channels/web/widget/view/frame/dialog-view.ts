import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { ShownPart, Welcome } from '../../../chat/chat-schemas.ts';
import type { Erased } from '../../session/erase-chat.ts';
import type { Words } from '../words.ts';

/** What stands in front of the chat. */
export type Front =
  | { kind: 'kept' }
  | { kind: 'erase'; step: 'asking' | 'erasing' }
  | { kind: 'erase'; step: 'done'; erased: Erased };

type Shown = {
  words: Words;
  privacy: Welcome['privacy'] | undefined;
  deeds: {
    erase(): void;
    /** Off this browser; the server keeps it. */
    takeOff(): void;
    /** The way out at once must not stand behind a window. */
    leave(): void;
    close(): void;
  };
};

/** A window in front of the chat, in the approved words of the server. */
export function dialogView(front: Front, shown: Shown): TemplateResult {
  const { words, deeds } = shown;
  return html`
    <dialog dir="auto" aria-labelledby="front" lang=${words.language} @close=${deeds.close}>
      <div class="head">
        <h2 id="front" tabindex="-1" autofocus>
          ${front.kind === 'kept' ? words.kept : words.erase}
        </h2>
        <button type="button" class="leave" @click=${deeds.leave}>${words.leave}</button>
      </div>
      ${front.kind === 'kept' ? keptView(shown) : eraseView(front, shown)}
    </dialog>
  `;
}

function keptView({ words, privacy, deeds }: Shown): TemplateResult {
  return html`
    ${privacy ? partsOf(privacy.kept) : html`<p>${words.failed}</p>`}
    ${privacy ? html`<h3>${words.leaving}</h3>${partsOf(privacy.leaving)}` : nothing}
    <div class="deeds">
      <button type="button" class="main" @click=${deeds.close}>${words.done}</button>
    </div>
  `;
}

function eraseView(front: Extract<Front, { kind: 'erase' }>, shown: Shown): TemplateResult {
  const { words, privacy } = shown;
  const said = front.step === 'done' ? saidTo(front.erased, words) : nothing;
  return html`
    ${front.step === 'done' ? nothing : partsOf(privacy?.erasing ?? [])}
    <div role="status">${front.step === 'erasing' ? words.erasing : said}</div>
    <div class="deeds">${eraseDeeds(front, shown)}</div>
  `;
}

function saidTo({ parts }: Erased, words: Words): TemplateResult {
  return parts.length > 0 ? partsOf(parts) : html`<p>${words.eraseFailed}</p>`;
}

function eraseDeeds(
  front: Extract<Front, { kind: 'erase' }>,
  { words, deeds }: Shown,
): TemplateResult {
  const button = (label: string, kind: string, does: () => void) =>
    html`<button
      type="button"
      class=${kind}
      ?disabled=${front.step === 'erasing'}
      @click=${does}
    >
      ${label}
    </button>`;
  if (front.step !== 'done' || front.erased.kind === 'failed') {
    return html`${button(words.eraseForGood, 'grave', deeds.erase)}
    ${button(words.cancel, 'plain', deeds.close)}`;
  }
  const isNeeded = front.erased.kind === 'needed';
  return html`${isNeeded ? button(words.takeOff, 'grave', deeds.takeOff) : nothing}
  ${button(words.done, isNeeded ? 'plain' : 'main', deeds.close)}`;
}

/** Made by the server from approved words, without raw HTML. */
function partsOf(parts: ShownPart[]): TemplateResult {
  return html`<div class="words">${parts.map(({ html: words }) => unsafeHTML(words))}</div>`;
}
