import { css } from 'lit';

/** Where a patient writes; and what changes for motion and forced colours. */
export const composerStyles = css`
  .composer {
    position: relative;
    padding-block: 0.6rem max(0.6rem, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  .row {
    display: flex;
    align-items: flex-end;
    gap: 0.5rem;
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 2.85rem;
    max-height: 9rem;
    padding: 0.6rem 0.85rem;
    border: 1.5px solid var(--quiet);
    border-radius: var(--radius);
    background: var(--ground);
    line-height: 1.45;
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline-width: 2px;
    outline-offset: 0;
    border-color: var(--accent);
  }
  textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .send {
    min-height: 2.85rem;
    padding: 0 1.15rem;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    cursor: pointer;
  }
  .send:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .link {
    min-height: 1.75rem;
    padding: 0.15rem 0.25rem;
    border: 0;
    background: none;
    color: var(--accent);
    font-size: 0.875rem;
    text-decoration: underline;
    cursor: pointer;
  }
  /* One line that is always there: what comes and goes in it moves nothing. */
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1rem 0.9rem;
    min-height: 2rem;
    margin-block: 0.25rem -0.25rem;
    font-size: 0.875rem;
    color: var(--quiet);
  }
  /* Never taken off the page: screen readers watch it from the beginning. */
  .status:empty {
    width: 0;
  }
  .status:not(:empty),
  .typing {
    margin-inline-start: auto;
  }
  /* Most replies come at once: a hint that flashes by would only unsettle. */
  .late {
    animation: appear 0s linear 0.6s both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
    to {
      visibility: visible;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .launcher {
      transition: transform 0.15s;
    }
    .launcher:hover {
      transform: translateY(-2px);
    }
  }
  @media (forced-colors: active) {
    .act,
    .staff .bubble,
    .patient .bubble {
      border: 1px solid CanvasText;
    }
    .act {
      border-inline-start-width: 5px;
    }
  }
`;
