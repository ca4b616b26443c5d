import { css } from 'lit';

const dark = css`
  color-scheme: dark;
  --accent: var(--askwell-accent, #7fd0d9);
  --on-accent: var(--askwell-on-accent, #06282d);
  --surface: var(--askwell-surface, #16292c);
  --ground: var(--askwell-ground, #0d1b1e);
  --text: var(--askwell-text, #e7f0f0);
  --quiet: var(--askwell-quiet, #a9bdc0);
  --line: #3a5559;
  --own: #1f4a51;
  --staff: #352544;
  --staff-line: #c9a0ea;
  --act: #ffb0b0;
  --act-ground: #451a1d;
  --sample: #ffdf8f;
  --sample-ground: #3d3212;
`;

/**
 * A clinic sets these on `askwell-chat`, in its own style sheet; each pair of colours keeps 4.5:1 as it is here, and so
 * must what is put in its place. They hold in the light and in the dark: set them in a `prefers-color-scheme` query, or
 * fix one with the attribute `theme`.
 *
 * | Property | Is |
 * | --- | --- |
 * | `--askwell-accent` | buttons, links, the ring of the focus |
 * | `--askwell-on-accent` | words on a button |
 * | `--askwell-surface` | head, bubbles of the bot, the part where one writes |
 * | `--askwell-ground` | behind the messages |
 * | `--askwell-text` | words |
 * | `--askwell-quiet` | words that matter less, and the lines of fields |
 * | `--askwell-radius` | corners |
 * | `--askwell-font` | the font family |
 *
 * What asks to act now keeps its red, and what a person wrote its violet.
 */
export const themeStyles = css`
  :host {
    color-scheme: light;
    --accent: var(--askwell-accent, #0f5e68);
    --on-accent: var(--askwell-on-accent, #ffffff);
    --surface: var(--askwell-surface, #ffffff);
    --ground: var(--askwell-ground, #eef3f3);
    --text: var(--askwell-text, #16292c);
    --quiet: var(--askwell-quiet, #4c6165);
    --radius: var(--askwell-radius, 14px);
    --line: #c9d6d7;
    --own: #d9ecee;
    --staff: #f3e9fb;
    --staff-line: #7a4aa0;
    --act: #a3161f;
    --act-ground: #fdecec;
    --sample: #6b4a00;
    --sample-ground: #fff4d6;
    font: 400 1rem / 1.5 var(--askwell-font, system-ui, sans-serif);
    color: var(--text);
  }
  @media screen and (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  @media screen {
    :host([theme='dark']) {
      ${dark}
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  /* The layout follows the direction of the page around it, each text its own. */
  .panel :is(h1, h2, h3, p, button, span, time) {
    unicode-bidi: plaintext;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
