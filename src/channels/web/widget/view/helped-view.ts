import { html, nothing, type TemplateResult } from 'lit';
import type { HelpedButtons, Press } from '../../chat/chat-schemas.ts';
import { isPressed, isRefused, type PressState } from '../session/feedback-session.ts';
import { hasPress } from '../session/presses.ts';
import type { Words } from './words.ts';

type Shown = { words: Words; presses: PressState; press: (press: Press) => void };

/** The buttons under the message `seq`, in the server's words. A press is no news: the log tells what is said to it. */
export function helpedView(
  seq: number,
  { question, buttons }: HelpedButtons,
  shown: Shown,
): TemplateResult {
  const presses = buttons.map(({ pressed }): Press => ({ seq, pressed }));
  const refused = presses.find((one) => isRefused(one, shown.presses));
  const id = `helped-${seq}`;
  return html`
    <div
      class="helped"
      role=${question ? 'group' : nothing}
      aria-labelledby=${question ? id : nothing}
      aria-live=${refused ? 'polite' : 'off'}
    >
      ${question ? html`<span id=${id} class="asked">${question}</span>` : nothing}
      ${buttons.map(({ pressed, label }) => buttonView({ seq, pressed }, label, shown))}
      ${refused ? refusedView(refused, shown) : waitingView(presses, shown)}
    </div>
  `;
}

function buttonView(one: Press, label: string, { presses, press }: Shown): TemplateResult {
  const state = isPressed(one, presses) ? 'true' : 'false';
  return html`<button type="button" aria-pressed=${state} @click=${() => press(one)}>
    ${label}
  </button>`;
}

function refusedView(one: Press, { words, press }: Shown): TemplateResult {
  return html`<span class="state"
    >${words.notTaken}
    <button type="button" class="link" @click=${() => press(one)}>${words.retry}</button></span
  >`;
}

function waitingView(
  all: readonly Press[],
  { words, presses }: Shown,
): TemplateResult | typeof nothing {
  const waits = all.some((one) => hasPress(presses.waiting, one));
  return waits ? html`<span class="state late">${words.waiting}</span>` : nothing;
}
