import { css } from 'lit';

/** The window in front of the chat. */
export const dialogStyles = css`
  dialog {
    width: min(30rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    padding: 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: #0009;
  }
  dialog .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    margin-block-end: 0.75rem;
  }
  dialog h2 {
    font-size: 1.1875rem;
    line-height: 1.3;
  }
  dialog h2:focus-visible {
    outline: none;
  }
  dialog h3 {
    margin-block: 1.25rem 0.5rem;
    font-size: 1rem;
  }
  dialog p + p {
    margin-block-start: 0.7rem;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 1.25rem;
  }
  .deeds button {
    min-height: 2.75rem;
    padding: 0.3rem 1.15rem;
    border: 1.5px solid var(--quiet);
    border-radius: var(--radius);
    background: var(--surface);
    font-weight: 600;
    cursor: pointer;
  }
  .deeds .main {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .deeds .grave {
    border-color: var(--act);
    color: var(--act);
  }
  .deeds .grave:hover {
    background: var(--act-ground);
  }
  .deeds button:disabled {
    opacity: 0.5;
    cursor: default;
  }
`;
