import { css } from 'lit';

/** The button in the corner, the panel, its head and the row of numbers. */
export const frameStyles = css`
  .launcher {
    position: fixed;
    z-index: 2147483000;
    inset-inline-end: max(1rem, env(safe-area-inset-right));
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    min-height: 3.25rem;
    padding: 0.75rem 1.25rem;
    border: 1px solid transparent;
    border-radius: 2rem;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    box-shadow: 0 4px 18px #0003;
    cursor: pointer;
  }
  .badge {
    margin-inline-start: 0.6rem;
    padding: 0.1rem 0.5rem;
    border-radius: 1rem;
    background: var(--on-accent);
    color: var(--accent);
    font-size: 0.8125rem;
  }

  .panel {
    position: fixed;
    z-index: 2147483000;
    display: grid;
    grid-template: auto auto minmax(9rem, 1fr) auto / minmax(0, 1fr);
    background: var(--ground);
    overflow: hidden auto;
    inset-inline-end: max(1rem, env(safe-area-inset-right));
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    width: min(27rem, calc(100vw - 2rem));
    height: min(44rem, calc(100dvh - 2rem));
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 12px 40px #0004;
  }
  :host([layout='page']) .panel {
    inset: var(--free-top, 0) 0 auto;
    width: auto;
    height: var(--free-height, 100dvh);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  @media (max-width: 30rem), (max-height: 30rem) {
    .panel {
      inset: var(--free-top, 0) 0 auto;
      width: auto;
      height: var(--free-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
  }
  /* One column of reading width, however wide the window is. */
  .top,
  .help,
  .log,
  .composer {
    padding-inline: max(1rem, env(safe-area-inset-left), calc((100% - 46rem) / 2));
  }

  .help {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    padding-block: calc(0.15rem + env(safe-area-inset-top)) 0.15rem;
    background: var(--act-ground);
    font-size: 0.875rem;
  }
  .help a {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 2rem;
    color: var(--act);
    text-decoration: none;
  }
  .help strong {
    white-space: nowrap;
  }
  .top {
    display: grid;
    grid-template: auto auto / minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 0.75rem;
    padding-block: 0.5rem;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  .top :is(h1, h2) {
    font-size: 1.125rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
    /* Two lines of a long name; it is read out in full. */
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .standing {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.15rem 0.75rem;
    font-size: 0.875rem;
    line-height: 1.35;
    color: var(--quiet);
  }
  .mode,
  .sample {
    border: 1px dashed currentcolor;
    border-radius: 0.5rem;
    background: var(--sample-ground);
    color: var(--sample);
    font-size: 0.8125rem;
    line-height: 1.35;
    padding: 0.2rem 0.55rem;
  }
  .mode {
    white-space: nowrap;
  }
  .ways {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-inline-end: -0.5rem;
  }
  .leave {
    min-height: 2.25rem;
    padding: 0.2rem 0.8rem;
    border: 1.5px solid var(--quiet);
    border-radius: 1.5rem;
    background: none;
    font-size: 0.875rem;
    font-weight: 600;
    white-space: nowrap;
    cursor: pointer;
  }
  .leave:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  .round {
    min-width: 2.5rem;
    min-height: 2.5rem;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: none;
    font-size: 1.5rem;
    line-height: 1;
    cursor: pointer;
  }
  .round:hover,
  .round[aria-expanded='true'] {
    background: var(--ground);
  }
  .menu {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(100% + 0.35rem);
    inset-inline-end: 0;
    min-width: 13rem;
    padding: 0.35rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 8px 24px #0003;
    list-style: none;
  }
  .menu[hidden] {
    display: none;
  }
  .menu :is(a, button) {
    display: flex;
    align-items: center;
    width: 100%;
    min-height: 2.5rem;
    padding: 0.35rem 0.75rem;
    border: 1px solid transparent;
    border-radius: calc(var(--radius) - 0.35rem);
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .menu :is(a, button):hover {
    background: var(--own);
  }

  @media (max-width: 30rem) {
    .standing,
    .help {
      font-size: 0.8125rem;
    }
    .help {
      column-gap: 0.9rem;
    }
    .help a {
      min-height: 1.75rem;
    }
    .leave {
      padding-inline: 0.6rem;
    }
    .ways {
      gap: 0;
    }
  }
  .help a:hover {
    text-decoration: underline;
  }
`;
