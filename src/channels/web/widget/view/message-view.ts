import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Press, ShownMessage, ShownPart } from '../../chat/chat-schemas.ts';
import type { PressState } from '../session/feedback-session.ts';
import type { Unsent } from '../session/kept.ts';
import { authorOf } from './author-of.ts';
import { dayOf, momentOf, timeOf } from './dates.ts';
import { helpedView } from './helped-view.ts';
import type { Words } from './words.ts';

/** Fixed texts that ask to act now. */
const ACT_NOW = new Set(['R-911', 'R-POISON', 'R-988', 'R-ABUSE', 'R-SIDE', 'R-DOSE-URGENT']);

type Shown = {
  words: Words;
  /** The last message, but for what was said to a press: its choices can still be picked. */
  isLast: boolean;
  choose: (value: string, label: string) => void;
  presses: PressState;
  press: (press: Press) => void;
};

/** One message of patient, bot or staff. */
export function messageView(message: ShownMessage, shown: Shown): TemplateResult {
  const { words } = shown;
  return html`
    <article
      class="message ${message.from}"
      lang=${message.locale}
      aria-live=${isNews(message, shown) ? nothing : 'off'}
    >
      <header class="by">
        <span>${authorOf(message, words)}</span>
        <time datetime=${message.at} title=${momentOf(message.at, words.language)}
          >${timeOf(message.at, words.language)}</time
        >
      </header>
      ${message.from === 'patient' ? ownWords(message.chosen ?? message.text) : bodyOf(message, shown)}
      ${message.helped ? helpedView(message.seq, message.helped, shown) : nothing}
    </article>
  `;
}

/** Nobody is read their own words, nor that choices can no longer be picked. */
function isNews({ from, choices }: ShownMessage, { isLast }: Shown): boolean {
  return from !== 'patient' && (isLast || choices.length === 0);
}

/** A message that this browser still keeps. */
export function unsentView(
  { messageId, text, label }: Unsent,
  { words, refused, retry }: { words: Words; refused: boolean; retry: (id: string) => void },
): TemplateResult {
  const state = refused
    ? html`<span>${words.notTaken}</span>
        <button type="button" class="link" @click=${() => retry(messageId)}>${words.retry}</button>`
    : html`<span>${words.waiting}</span>`;
  return html`
    <article class="message patient unsent" aria-live=${refused ? 'polite' : 'off'}>
      <header class="by"><span>${words.you}</span></header>
      ${ownWords(label ?? text)}
      <footer class="state late">${state}</footer>
    </article>
  `;
}

/** Approved parts without an author: the notice of an empty chat. */
export function partsView(parts: ShownPart[], words: Words): TemplateResult {
  return html`<div class="bubble" dir="auto">${parts.map((part) => partView(part, words))}</div>`;
}

/** A reply that came as plain text because it could not be stored. */
export function plainReplyView(text: string, words: Words): TemplateResult {
  const paragraphs = text.replaceAll('**', '').split('\n\n');
  return html`
    <article class="message bot">
      <header class="by"><span>${words.bot}</span></header>
      <div class="bubble" dir="auto"><div class="act">${paragraphs.map((words) => html`<p>${words}</p>`)}</div></div>
    </article>
  `;
}

function ownWords(text: string): TemplateResult {
  return html`<div class="bubble" dir="auto"><p class="own">${text}</p></div>`;
}

/** The order of the approved text: what is said, the choices, the warning last. */
function bodyOf(message: ShownMessage, shown: Shown): TemplateResult {
  const { words } = shown;
  const warning = message.parts.filter(({ id }) => id === 'WARNING');
  const rest = message.parts.filter(({ id }) => id !== 'WARNING');
  return html`
    <div class="bubble" dir="auto">
      ${rest.map((part) => partView(part, words))} ${choicesView(message, shown)}
      ${warning.map((part) => partView(part, words))}
    </div>
  `;
}

function partView(part: ShownPart, words: Words): TemplateResult {
  const text = unsafeHTML(part.html); // made by the server from approved words, without raw HTML
  if (part.kind === 'answer') {
    return html`<section class="answer">
      <h3>${part.title}</h3>
      ${text} ${sourcesView(part, words)}
    </section>`;
  }
  return html`<div class=${classOf(part)}>${text}</div>`;
}

function classOf({ kind, id }: ShownPart): string {
  if (kind === 'staff') return 'words';
  if (id === 'WARNING') return 'warning';
  if (id === 'LABEL-SAMPLE') return 'sample';
  return id && ACT_NOW.has(id) ? 'act' : 'block';
}

function sourcesView(
  { sources = [], reviewBy }: ShownPart,
  words: Words,
): TemplateResult | typeof nothing {
  if (sources.length === 0 && !reviewBy) return nothing;
  return html`
    <details>
      <summary>${words.sources}</summary>
      <ul>
        ${sources.map(
          ({ title, publisher, url, checked }) => html`<li>
            ${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : title},
            ${publisher} (${words.checked} ${dayOf(checked, words.language)})
          </li>`,
        )}
      </ul>
      ${reviewBy ? html`<p>${words.reviewBy} ${dayOf(reviewBy, words.language)}.</p>` : nothing}
    </details>
  `;
}

/** Buttons while they can be picked; afterwards what they were, so that the chat still reads as it was. */
function choicesView(
  { choices }: ShownMessage,
  { isLast, words, choose }: Shown,
): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  if (!isLast)
    return html`<ol class="past">${choices.map(({ label }) => html`<li>${label}</li>`)}</ol>`;
  return html`
    <div class="choices" role="group" aria-label=${words.choices}>
      ${choices.map(
        ({ label, value }) => html`<button type="button" @click=${() => choose(value, label)}>
          ${label}
        </button>`,
      )}
    </div>
  `;
}
