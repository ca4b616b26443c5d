import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';

/** Numbers for an emergency, in the same place on every view. */
export function helpView(words: Words, phone24: string | undefined): TemplateResult {
  return html`
    <nav class="help" aria-label=${words.help}>
      <a dir="auto" href="tel:911"><strong>911</strong> ${words.emergency}</a>
      <a dir="auto" href="tel:988"><strong>988</strong> ${words.crisis}</a>
      ${phone24 ? clinicNumber(words, phone24) : nothing}
    </nav>
  `;
}

function clinicNumber(words: Words, phone: string): TemplateResult {
  const [digits = ''] = phone.match(/^[+\d][\d\s().-]*\d/) ?? [];
  return html`<a dir="auto" href="tel:${digits.replaceAll(/[^+\d]/g, '')}">
    <strong>${phone}</strong> ${words.clinic}
  </a>`;
}
