import { css } from 'lit';

/** The log and what stands in it. */
export const messageStyles = css`
  .log {
    overflow-y: auto;
    overscroll-behavior: contain;
    padding-block: 1rem;
    display: flex;
    flex-direction: column;
    gap: 1.1rem;
    position: relative;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .message {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    max-width: 100%;
  }
  .patient {
    align-self: flex-end;
    max-width: 85%;
  }
  .by {
    display: flex;
    gap: 0.6rem;
    font-size: 0.8125rem;
    color: var(--quiet);
    padding-inline: 0.25rem;
  }
  .patient .by {
    justify-content: flex-end;
  }
  .bubble {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    padding: 0.85rem 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    border-start-start-radius: 4px;
    background: var(--surface);
    overflow-wrap: anywhere;
  }
  .patient .bubble {
    padding-block: 0.6rem;
    border-color: transparent;
    border-radius: var(--radius);
    border-start-end-radius: 4px;
    background: var(--own);
  }
  .staff .bubble {
    border-color: var(--staff-line);
    border-inline-start-width: 4px;
    background: var(--staff);
  }
  .staff .by span {
    font-weight: 600;
    color: var(--staff-line);
  }
  .own {
    white-space: pre-wrap;
  }
  .unsent .bubble {
    border: 1px dashed var(--quiet);
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.6rem;
    justify-content: flex-end;
    align-items: center;
    font-size: 0.8125rem;
    color: var(--quiet);
  }
  .bubble h3 {
    font-size: 1.0625rem;
    line-height: 1.35;
    margin-block-end: 0.3rem;
  }
  .bubble :is(p, ul, ol) + :is(p, ul, ol) {
    margin-block-start: 0.6rem;
  }
  .sample {
    align-self: flex-start;
  }
  .act {
    padding: 0.7rem 0.85rem;
    border-inline-start: 5px solid var(--act);
    border-radius: 6px;
    background: var(--act-ground);
  }
  .act a {
    color: var(--act);
    font-weight: 700;
  }
  .warning {
    padding-block-start: 0.65rem;
    border-block-start: 1px solid var(--line);
    font-size: 0.875rem;
    line-height: 1.45;
    color: var(--quiet);
  }
  .warning a {
    color: inherit;
    font-weight: 600;
  }
  details {
    margin-block-start: 0.6rem;
    font-size: 0.875rem;
    color: var(--quiet);
  }
  summary {
    width: fit-content;
    min-height: 1.75rem;
    padding-block: 0.15rem;
    color: var(--accent);
    cursor: pointer;
  }
  details ul {
    padding-inline-start: 1.2rem;
  }
  .ask {
    margin-block: 0.9rem 0.25rem;
    padding-inline: 0.25rem;
    font-size: 1rem;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .choices button {
    min-height: 2.5rem;
    padding: 0.4rem 0.95rem;
    border: 1.5px solid var(--accent);
    border-radius: 1.5rem;
    background: var(--surface);
    color: var(--accent);
    font-weight: 500;
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
  }
  .choices button:hover {
    background: var(--own);
  }
  .past {
    padding-inline-start: 1.4rem;
    color: var(--quiet);
    font-size: 0.9375rem;
  }
`;
