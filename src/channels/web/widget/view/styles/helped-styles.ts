import { css } from 'lit';

/** The buttons under an answer, and that a person has the chat or writes. */
export const helpedStyles = css`
  .helped {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem;
    padding: 0.15rem 0.25rem 0;
    font-size: 0.875rem;
  }
  .asked {
    margin-inline-end: 0.2rem;
    color: var(--quiet);
  }
  .helped button[aria-pressed] {
    min-height: 2rem;
    padding: 0.15rem 0.8rem;
    border: 1.5px solid var(--quiet);
    border-radius: 1.25rem;
    background: var(--surface);
    color: var(--text);
    line-height: 1.3;
    cursor: pointer;
  }
  .helped button[aria-pressed='false']:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  .helped button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  /* Not by colour alone; the state is told by aria-pressed, so the mark is not read out. */
  .helped button[aria-pressed='true']::before {
    content: '✓ ' / '';
  }

  .person-here {
    color: var(--staff-line);
    font-weight: 600;
  }
  .person-here::before,
  .writing::before {
    content: '';
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.45em;
    border-radius: 50%;
    background: currentcolor;
  }
  .writing {
    color: var(--staff-line);
  }
  @media (prefers-reduced-motion: no-preference) {
    .writing::before {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.25;
    }
  }
  @media (forced-colors: active) {
    .helped button[aria-pressed='true'] {
      border-width: 3px;
    }
    .person-here::before,
    .writing::before {
      border: 0.275em solid CanvasText;
    }
  }
`;
