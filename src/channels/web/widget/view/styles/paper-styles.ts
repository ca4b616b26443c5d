import { css } from 'lit';

/** What was said, and nothing to press. The colours are those of the light. */
export const paperStyles = css`
  @media print {
    .panel,
    :host([layout='page']) .panel {
      position: static;
      display: block;
      width: auto;
      height: auto;
      border: 0;
      background: none;
      box-shadow: none;
      overflow: visible;
    }
    .top :is(h1, h2) {
      -webkit-line-clamp: none;
    }
    .ways,
    .composer,
    .helped,
    .launcher,
    dialog {
      display: none;
    }
    .log {
      overflow: visible;
      padding-inline: 0;
    }
    .message {
      break-inside: avoid;
    }
    .choices button {
      min-height: 0;
      padding: 0;
      border: 0;
      color: inherit;
    }
    .bubble {
      background: none;
    }
    details a::after {
      content: ' (' attr(href) ')';
    }
  }
`;
